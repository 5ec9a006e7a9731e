import {
  type Credentials,
  Denied,
  LinkLost,
  type LinkOptions,
  type NatsDriver,
  type NatsLink,
  NoResponder,
  type WireMessage,
} from "./driver.ts";
import { Redial } from "./redial.ts";
import { type Violation, violationIn } from "./violation.ts";

/** What the two clients of one family have in common; the members that are used here are part of their public types. */
export type ClientLibrary = {
  readonly connect: (options: object) => Promise<ClientConnection>;
  readonly createInbox: (prefix?: string) => string;
  readonly MsgHdrsImpl: new () => { encode(): Uint8Array };
  readonly credsAuthenticator: (creds: Uint8Array) => unknown;
  readonly nkeyAuthenticator: (seed: Uint8Array) => unknown;
};

export type ClientConnection = {
  readonly info?:
    | { readonly version: string; readonly max_payload: number; readonly host: string; readonly port: number }
    | undefined;
  getServer(): string;
  publish(subject: string, body: Uint8Array, options: object): void;
  subscribe(
    subject: string,
    options: { readonly callback: (error: unknown, message: ClientMessage) => void },
  ): { drain(): Promise<void>; unsubscribe(): void };
  request(subject: string, body: Uint8Array, options: object): Promise<ClientMessage>;
  flush(): Promise<void>;
  close(): Promise<void>;
  closed(): Promise<unknown>;
  isClosed(): boolean;
  status(): AsyncIterable<{ readonly type: string }>;
};

type ClientMessage = WireMessage & {
  readonly headers?:
    | (Iterable<[string, string[]]> & { readonly code: number; readonly description: string })
    | undefined;
};

export function driverOf(name: string, library: ClientLibrary): NatsDriver {
  /**
   * Headers that are encoded already. One object for all messages: the client encodes while it is called, and never later.
   */
  class Encoded extends library.MsgHdrsImpl {
    block: Uint8Array = nothing;

    override encode(): Uint8Array {
      return this.block;
    }
  }

  return {
    name,
    async connect(options) {
      let link: Link | undefined;
      const connection = await library.connect({
        servers: [...options.servers],
        name: options.name,
        ...authenticationOf(options.credentials, library),
        ...(options.tls === undefined ? {} : { tls: { ...options.tls } }),
        timeout: options.connectTimeoutMs,
        pingInterval: options.pingIntervalMs,
        maxPingOut: 2,
        maxReconnectAttempts: -1,
        ignoreAuthErrorAbort: true,
        noAsyncTraces: true,
        // Before the first connection there is nobody to tell: what is not reached rejects.
        reconnectDelayHandler: () => link?.lost() ?? 0,
      });
      link = new Link(connection, library, new Encoded(), options);
      return link;
    },
  };
}

const nothing = new Uint8Array(0);

class Link implements NatsLink {
  server: NatsLink["server"];
  readonly #connection: ClientConnection;
  readonly #library: ClientLibrary;
  readonly #carrier: { block: Uint8Array };
  readonly #options: LinkOptions;
  readonly #withHeaders: { headers: object; reply: string | undefined };
  readonly #plain: { reply: string | undefined };
  /** Requests that are under way: the client would let them wait for their time-outs. */
  readonly #asking = new Set<(why: Error) => void>();
  readonly #redial: Redial;
  readonly write: NatsLink["write"];
  #isConnected = true;
  #isClosing = false;

  constructor(
    connection: ClientConnection,
    library: ClientLibrary,
    carrier: { block: Uint8Array },
    options: LinkOptions,
  ) {
    this.#connection = connection;
    this.#library = library;
    this.#carrier = carrier;
    this.#options = options;
    this.#redial = new Redial(options.reconnectPauseMs);
    this.#withHeaders = { headers: carrier, reply: undefined };
    this.#plain = { reply: undefined };
    this.server = serverOf(connection, options);
    this.write = writerOf(connection);
    void this.#listen();
    void connection.closed().then((error) => {
      this.#isConnected = false;
      if (!this.#isClosing)
        options.onEnd(error instanceof Error ? error : new Error("the connection is closed for good"));
    });
  }

  /** A client that is closed is told of later, and takes nothing any more. */
  get isConnected(): boolean {
    return this.#isConnected && !this.#connection.isClosed();
  }

  /** The client asks how long to wait before it dials again, and that is the moment in which the connection is known to be gone. */
  lost(): number {
    if (this.#isConnected) {
      this.#isConnected = false;
      for (const giveUp of this.#asking) giveUp(new LinkLost());
      this.#options.onLost();
    }
    return this.#redial.ask();
  }

  publish(subject: string, body: Uint8Array, headers?: Uint8Array, reply?: string): void {
    if (headers === undefined) {
      this.#plain.reply = reply;
      this.#connection.publish(subject, body, this.#plain);
      return;
    }
    this.#carrier.block = headers;
    this.#withHeaders.reply = reply;
    this.#connection.publish(subject, body, this.#withHeaders);
  }

  subscribe(
    subject: string,
    onMessage: (message: WireMessage) => void,
    onViolation?: (violation: Violation) => void,
  ) {
    const subscription = this.#connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) {
          onMessage(message);
          return;
        }
        const violation = violationIn(error);
        if (violation !== undefined) onViolation?.(violation);
      },
    });
    return {
      drain: () => within(2_000, subscription.drain()).catch(() => subscription.unsubscribe()),
      end: () => subscription.unsubscribe(),
    };
  }

  subjectBytesOf(message: WireMessage): Uint8Array | undefined {
    return subjectBytesOf(message);
  }

  headersOf(message: WireMessage): Uint8Array | undefined {
    return headerBlockOf(message as ClientMessage);
  }

  async request(
    subject: string,
    body: Uint8Array,
    timeoutMs: number,
    headers?: Uint8Array,
  ): Promise<WireMessage> {
    if (headers !== undefined) this.#carrier.block = headers;
    const lost = Promise.withResolvers<never>();
    this.#asking.add(lost.reject);
    try {
      const answer = this.#connection.request(subject, body, {
        timeout: timeoutMs,
        ...(headers === undefined ? {} : { headers: this.#carrier }),
      });
      return await Promise.race([answer, lost.promise]);
    } catch (error) {
      const violation = violationIn(error);
      if (violation !== undefined) throw new Denied(violation, error);
      throw isNoResponder(error) ? new NoResponder(subject) : error;
    } finally {
      this.#asking.delete(lost.reject);
    }
  }

  inbox(): string {
    return this.#library.createInbox();
  }

  flush(timeoutMs: number): Promise<void> {
    return within(timeoutMs, this.#connection.flush());
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await within(2_000, this.#connection.close()).catch(() => undefined);
  }

  async #listen(): Promise<void> {
    for await (const news of this.#connection.status()) {
      const violation = news.type === "error" ? violationIn(news) : undefined;
      if (violation !== undefined) this.#options.onViolation(violation);
      if (news.type !== "reconnect" || this.#connection.isClosed()) continue;
      this.#isConnected = true;
      this.#redial.succeeded();
      this.server = serverOf(this.#connection, this.#options);
      this.#options.onFound();
    }
  }
}

function serverOf(connection: ClientConnection, { servers }: LinkOptions): NatsLink["server"] {
  const { info } = connection;
  const maxPayload = info?.max_payload ?? 1_048_576;
  return {
    at: connection.getServer() || (servers[0] ?? ""),
    version: info?.version ?? "0.0.0",
    // A server that reads its configuration again says so while the connection stands.
    get maxPayload() {
      return connection.info?.max_payload ?? maxPayload;
    },
  };
}

/** By this the client hands over all that it publishes. It is none of its public members: where it is not, each message is published by itself. */
export function writerOf(connection: ClientConnection): NatsLink["write"] {
  const { protocol } = connection as unknown as {
    readonly protocol?: { readonly sendCommand?: unknown };
  };
  const sendCommand = protocol?.sendCommand;
  if (typeof sendCommand !== "function") return undefined;
  return (commands) => sendCommand.call(protocol, commands);
}

/** As for headers, from the members that are the client's own. */
export function subjectBytesOf(message: WireMessage): Uint8Array | undefined {
  const { _msg: head } = message as unknown as { readonly _msg?: { readonly subject?: unknown } };
  const subject = head?.subject;
  return subject instanceof Uint8Array ? subject : undefined;
}

/**
 * The client splits the block into lists of texts, which costs more than all the rest of reading a message. It keeps the bytes, in
 * members that are its own; should they ever be called otherwise, what it made of them is put together again.
 */
export function headerBlockOf(message: ClientMessage): Uint8Array | undefined {
  const { _rdata: bytes, _msg: head } = message as unknown as {
    readonly _rdata?: unknown;
    readonly _msg?: { readonly hdr?: unknown };
  };
  const end = head?.hdr;
  if (bytes instanceof Uint8Array && typeof end === "number")
    return end > 0 ? bytes.subarray(0, end) : undefined;
  const { headers } = message;
  if (headers === undefined) return undefined;
  let text = headers.code > 0 ? `NATS/1.0 ${headers.code} ${headers.description}\r\n` : "NATS/1.0\r\n";
  for (const [name, values] of headers) for (const value of values) text += `${name}: ${value}\r\n`;
  return Buffer.from(`${text}\r\n`);
}

function authenticationOf(
  { user, pass, token, nkeySeed, file }: Credentials,
  library: ClientLibrary,
): object {
  if (file !== undefined) return { authenticator: library.credsAuthenticator(file) };
  if (nkeySeed !== undefined) return { authenticator: library.nkeyAuthenticator(Buffer.from(nkeySeed)) };
  if (token !== undefined) return { token };
  if (user !== undefined) return pass === undefined ? { user } : { user, pass };
  return {};
}

/** Version 3 has a method for it, version 2 a code. */
function isNoResponder(error: unknown): boolean {
  const { isNoResponders, code } = error as { isNoResponders?: () => boolean; code?: unknown };
  return code === "503" || (typeof isNoResponders === "function" && isNoResponders.call(error));
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer within ${milliseconds} ms`)),
      milliseconds,
    ).unref();
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
