import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a client and its database, and can cut the line at the worst moment. */
export type CuttingRelay = {
  readonly port: number;
  /** From now on a connection is cut once the database has got `COMMIT` and before its answer comes through. */
  cutAfterCommit(): void;
  /** How often that has happened. */
  cuts(): number;
  close(): Promise<void>;
};

export async function startCuttingRelay(to: {
  readonly host: string;
  readonly port: number;
}): Promise<CuttingRelay> {
  const sockets = new Set<Socket>();
  let isArmed = false;
  let cuts = 0;

  const server = createServer((client) => {
    const database = connect(to.port, to.host);
    let isDeaf = false;
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
    client.on("data", (sent) => {
      isDeaf ||= isArmed && sent.includes("; COMMIT");
      database.write(sent);
    });
    database.on("data", (answer) => {
      if (!isDeaf) return void client.write(answer);
      if (!answer.includes("COMMIT\0")) return;
      // The transaction is over, and the client does not hear of it.
      cuts += 1;
      isArmed = false;
      client.destroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    cutAfterCommit: () => {
      isArmed = true;
    },
    cuts: () => cuts,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
