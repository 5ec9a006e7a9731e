import type { TlsOptions } from "@concordat/runtime/transport";
import { type Violation, wordsOfViolation } from "./violation.ts";

/**
 * What this transport needs of a client of NATS, and all that it uses: subjects, bytes and the news of the connection.
 *
 * JetStream is spoken here, over this port, in the same way whichever client carries it: its API is JSON in requests. So a
 * second client library is a second small file.
 */
export type NatsDriver = {
  readonly name: string;
  /** Rejects when no server was reached. A connection that was there once is made again for ever. */
  connect(options: LinkOptions): Promise<NatsLink>;
};

export type LinkOptions = {
  readonly servers: readonly string[];
  readonly name: string;
  readonly credentials: Credentials;
  /** As `node:tls` takes it, and whether TLS comes before the first word of the protocol. */
  readonly tls: (TlsOptions & { readonly handshakeFirst: boolean }) | undefined;
  readonly connectTimeoutMs: number;
  readonly pingIntervalMs: number;
  /** How long to rest before a try to reconnect, after so many that failed. */
  readonly reconnectPauseMs: (tries: number) => number;
  /**
   * The connection is gone, and with it what was handed over and not answered. Called before anything that is published from then
   * on could be kept for later.
   */
  readonly onLost: () => void;
  readonly onFound: () => void;
  /** It is gone for good, and not because it was closed here. */
  readonly onEnd: (error: Error) => void;
  /**
   * The user may not publish there, or not hear what is published there. Once for each message that the server did not take, in the order in
   * which it got them; beside the answers to others in no order at all. What the server says of one connection is never told after `onFound`
   * of the next.
   */
  readonly onViolation: (violation: Violation) => void;
};

export type Credentials = {
  readonly user?: string | undefined;
  readonly pass?: string | undefined;
  readonly token?: string | undefined;
  readonly nkeySeed?: string | undefined;
  /** The text of a `.creds` file. */
  readonly file?: Uint8Array | undefined;
};

/** A message as the client has it: members are read only where somebody asks. */
export type WireMessage = {
  readonly subject: string;
  readonly reply?: string | undefined;
  readonly data: Uint8Array;
};

export type WireSubscription = {
  /** No more from the server; resolves when what it had sent before has been handed over. */
  drain(): Promise<void>;
  /** At once. */
  end(): void;
};

export type NatsLink = {
  readonly isConnected: boolean;
  /** Of the server that it is connected to, or was last. */
  readonly server: { readonly at: string; readonly version: string; readonly maxPayload: number };
  /** `headers` is the whole block as it is on the wire. Never waits. */
  publish(subject: string, body: Uint8Array, headers?: Uint8Array, reply?: string): void;
  /**
   * Whole commands of the protocol, as they go to the server, in order with all that is published. Never waits, and looks at nothing: names,
   * lengths and the limit of the server are for the caller to keep. The bytes are the link's from then on. Absent where a client has no way for it.
   */
  write?: ((commands: Uint8Array) => void) | undefined;
  /** Nothing comes after `onViolation`, also not on another connection. */
  subscribe(
    subject: string,
    onMessage: (message: WireMessage) => void,
    onViolation?: (violation: Violation) => void,
  ): WireSubscription;
  /** The subject as it is on the wire, where that is cheaper to have than as a text. */
  subjectBytesOf?(message: WireMessage): Uint8Array | undefined;
  /** The block of headers as it is on the wire; `undefined` where there are none. */
  headersOf(message: WireMessage): Uint8Array | undefined;
  /**
   * Rejects when nobody answers in time, with NoResponder when nobody is there, with LinkLost when the connection breaks meanwhile, and with
   * Denied when the user may not ask there or not hear the answer.
   */
  request(subject: string, body: Uint8Array, timeoutMs: number, headers?: Uint8Array): Promise<WireMessage>;
  /** An inbox for this connection; tokens may be put behind it. */
  inbox(): string;
  /** Resolves when the server has read all that was published before. */
  flush(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
};

/** Nobody listens on that subject. */
export class NoResponder extends Error {
  constructor(subject: string) {
    super(`nobody listens on ${subject}`);
  }
}

/** The connection broke, and with it the answer. */
export class LinkLost extends Error {
  constructor() {
    super("the connection broke before the answer came");
  }
}

/** The server does not let this user do it. */
export class Denied extends Error {
  constructor(violation: Violation, cause: unknown) {
    super(wordsOfViolation(violation), { cause });
  }
}
