import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";

/** A client without Concordat, to look at what is really there. Close it. */
export async function plainClient(servers: string | string[]) {
  const connection = await connect({ servers, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const manager = await jetstreamManager(connection).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  return {
    connection,
    manager,
    client: jetstream(connection),
    /** The ids of events in all subjects of a stream, in the order in which they are stored. */
    async storedIn(stream: string): Promise<readonly string[]> {
      const { state } = await manager.streams.info(stream);
      const ids: string[] = [];
      for (let seq = state.first_seq; seq <= state.last_seq; seq += 1)
        ids.push((await manager.streams.getMessage(stream, { seq }))?.header.get("ce-id") ?? "");
      return ids;
    },
    close: () => connection.close(),
  };
}
