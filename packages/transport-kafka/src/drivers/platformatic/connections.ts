import { isIP } from "node:net";
import { type Broker, Connection, type ConnectionOptions, ConnectionStatuses } from "@platformatic/kafka";
import { connectionError } from "../connection-error.ts";

/**
 * One connection for each broker, made when it is first needed and again after it was lost.
 *
 * Kafka answers the requests of a connection one after the other, so what may be held for a while (a fetch, joining a
 * group) has connections of its own.
 */
export class Connections {
  readonly #clientId: string;
  readonly #options: ConnectionOptions;
  readonly #open = new Map<string, Connection>();
  readonly #opening = new Map<string, Promise<Connection>>();
  #isClosed = false;

  constructor(clientId: string, options: ConnectionOptions) {
    this.#clientId = clientId;
    this.#options = options;
  }

  /** One that is there, without waiting. */
  established({ host, port }: Broker): Connection | undefined {
    const connection = this.#open.get(`${host}:${port}`);
    return connection?.isConnected() === true ? connection : undefined;
  }

  to(broker: Broker): Promise<Connection> {
    const established = this.established(broker);
    if (established !== undefined) return Promise.resolve(established);
    const name = `${broker.host}:${broker.port}`;
    let opening = this.#opening.get(name);
    if (opening === undefined) {
      opening = this.#connect(name, broker).finally(() => this.#opening.delete(name));
      this.#opening.set(name, opening);
    }
    return opening;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(this.#opening.values());
    await Promise.all(open.map((connection) => closeNow(connection)));
  }

  async #connect(name: string, broker: Broker): Promise<Connection> {
    try {
      return await (this.#provingAnew(name) ?? this.#connectAnew(name, broker));
    } catch (error) {
      const { sasl } = this.#options;
      const as = sasl && { mechanism: sasl.mechanism, username: String(sasl.username) };
      throw connectionError(error, { at: name, ...(as === undefined ? {} : { as }) });
    }
  }

  /** A login is good for a time only: one that is being renewed is waited for, or there would be more connections each time. */
  #provingAnew(name: string): Promise<Connection> | undefined {
    const connection = this.#open.get(name);
    if (connection?.status !== ConnectionStatuses.REAUTHENTICATING) return undefined;
    return connection.ready().then(() => connection);
  }

  async #connectAnew(name: string, { host, port }: Broker): Promise<Connection> {
    const { tls } = this.#options;
    // By its name a broker behind a balancer is found; an address is no name.
    const isNamed = tls !== undefined && tls.servername === undefined && isIP(host) === 0;
    const connection = new Connection(this.#clientId, {
      ...this.#options,
      ...(isNamed ? { tlsServerName: host } : {}),
    });
    // Whoever waits for an answer is told by it; an event that nobody listens to would end the process.
    connection.on("error", (error) => troubles.set(connection, error));
    connection.on("close", () => {
      if (this.#open.get(name) === connection) this.#open.delete(name);
      // Or it would go on proving who it is when the time has come.
      void connection.close();
    });
    await connection.connect(host, port);
    if (this.#isClosed) {
      await closeNow(connection);
      throw new Error("the connection was closed before it was open");
    }
    this.#open.set(name, connection);
    return connection;
  }
}

/** Whether what is handed to it now may reach the broker: the client sends while a login is renewed, too. */
export function maySend({ status }: Connection): boolean {
  return sending.has(status);
}

const sending: ReadonlySet<Connection["status"]> = new Set([
  ConnectionStatuses.CONNECTED,
  ConnectionStatuses.AUTHENTICATING,
  ConnectionStatuses.REAUTHENTICATING,
]);

/** What ended a connection, which those who wait for an answer are not told. */
const troubles = new WeakMap<Connection, Error>();

/** Why there is no answer. Of a certificate that the broker does not want, a client hears only after it believes to be connected. */
export function lostConnection(connection: Connection, thrown: unknown): Error {
  const at = `${connection.host}:${connection.port}`;
  return connectionError(troubles.get(connection) ?? thrown, { at });
}

/** What is still to be answered is not waited for. */
async function closeNow(connection: Connection): Promise<void> {
  const { socket } = connection;
  await Promise.race([
    connection.close(),
    new Promise<void>((resolve) => {
      if (socket.destroyed) resolve();
      else socket.once("close", () => resolve());
      socket.destroy();
    }),
  ]);
}
