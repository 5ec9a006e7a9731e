import type { Case } from "../compare.ts";
import { inTurns, reading, type Sending, sending, severalAtOnce, window } from "./measured.ts";
import { madeEvents } from "./orders.ts";

const subject = "raw.orders";
const stream = "RAW";
const toRead = 100_000;

/** JetStream: publishing whose acknowledgements come to one inbox, and the client's own `publish`. */
export async function* natsCases(): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const service = await useService("nats", { exclusive: true });
  const { connect } = await import("@nats-io/transport-node");
  const { jetstream, jetstreamManager } = await import("@nats-io/jetstream");
  const stock = await import("nats");
  const connection = await connect({ servers: service.url });
  const stockConnection = await stock.connect({ servers: service.url });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: stream, subjects: [subject] });
  const purge = async () => {
    for await (const { config } of manager.streams.list()) await manager.streams.purge(config.name);
  };
  const inbox = createInboxPublisher(connection);
  const stockJetStream = stockConnection.jetstream();
  const next = inTurns(madeEvents);
  const raw = (name: string, atOnce: number): Sending => ({
    name,
    send: (count) => inbox.publish(count, atOnce, () => Buffer.from(JSON.stringify(next()))),
    before: purge,
  });
  const theStock: Sending = {
    name: `the stock client (nats 2), single sends, ${window} in flight`,
    send: (count) =>
      severalAtOnce(count, window, async () => {
        await stockJetStream.publish(subject, Buffer.from(JSON.stringify(next())));
      }),
    before: purge,
  };
  yield {
    name: "NATS JetStream, publish",
    baseline: sending(raw("JSON.stringify, acks on one inbox, 1000 in flight", 1000)),
    subjects: [sending(raw(`the same with ${window} in flight`, window)), sending(theStock)],
  };
  await purge();
  await raw("", 1000).send(toRead);
  const js = jetstream(connection);
  const rawReader = {
    name: "JSON.parse, pull consumer, an ack for each",
    async read(count: number) {
      const { name } = await manager.consumers.add(stream, {
        ack_policy: "explicit",
        deliver_policy: "all",
      });
      const consumer = await js.consumers.get(stream, name);
      const messages = await consumer.consume({ max_messages: 500 });
      let left = count;
      for await (const message of messages) {
        if (JSON.parse(message.string()).specversion !== "1.0") throw new Error("no event");
        message.ack();
        if (--left === 0) break;
      }
      return {
        leave: async () => {
          await messages.close();
          await manager.consumers.delete(stream, name);
        },
      };
    },
  };
  yield {
    name: "NATS JetStream, consume",
    baseline: reading(rawReader, toRead),
    subjects: [],
  };
  await stockConnection.close();
  await connection.close();
  await service.release();
}

type Connection = Awaited<ReturnType<typeof import("@nats-io/transport-node").connect>>;

/** By hand over the core client: one subscription for all acknowledgements, each of them parsed. */
function createInboxPublisher(connection: Connection) {
  const inbox = `_INBOX.bench${process.pid}`;
  let onAck = () => {};
  let failure: Error | undefined;
  connection.subscribe(`${inbox}.*`, {
    callback(_error, message) {
      const answer = JSON.parse(message.string());
      if (answer.error !== undefined) failure = new Error(answer.error.description);
      onAck();
    },
  });
  return {
    publish: (count: number, atOnce: number, payload: () => Uint8Array) =>
      new Promise<void>((resolve, reject) => {
        let sent = 0;
        let acked = 0;
        const fill = () => {
          for (; sent < count && sent - acked < atOnce; sent += 1)
            connection.publish(subject, payload(), { reply: `${inbox}.${sent}` });
        };
        onAck = () => {
          acked += 1;
          if (failure !== undefined) reject(failure);
          else if (acked === count) resolve();
          else fill();
        };
        fill();
      }),
  };
}
