import type { Case } from "../compare.ts";
import { concordat } from "./concordat.ts";
import { inTurns, reading, type Sending, sending, severalAtOnce, window } from "./measured.ts";
import { madeEvents } from "./orders.ts";
import { consumeTargets, publishTargets } from "./targets.ts";

const subject = "raw.orders";
const stream = "RAW";
const toRead = 100_000;

/** JetStream: by hand over the core client, with all acknowledgements on one inbox; and by the client's own `publish`. */
export async function* natsCases(): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const { openNatsTransport } = await import("@concordat/transport-nats");
  const { connect } = await import("@nats-io/transport-node");
  const { jetstream, jetstreamManager } = await import("@nats-io/jetstream");
  const { connect: connectStock } = await import("nats");
  const service = await useService("nats", { exclusive: true });
  const transport = await openNatsTransport({ servers: [service.url], provision: "create" });
  const ours = concordat(transport, "bench.orders", "bench.read");
  const connection = await connect({ servers: service.url });
  const stockConnection = await connectStock({ servers: service.url });
  const stockJetStream = stockConnection.jetstream();
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: stream, subjects: [subject] });
  const purge = async () => {
    for await (const { config } of manager.streams.list()) await manager.streams.purge(config.name);
  };
  const inbox = createInboxPublisher(connection);
  const next = inTurns(madeEvents);
  const raw = (name: string, atOnce: number): Sending => ({
    name,
    send: (count) => inbox.publish(count, atOnce, () => Buffer.from(JSON.stringify(next()))),
    before: purge,
  });
  const best = raw("by hand: JSON.stringify, acks on one inbox, 1000 in flight", 1000);
  const stock = `nats 2: JSON.stringify, js.publish, ${window} in flight`;
  yield {
    name: "NATS JetStream, publish",
    unit: "events",
    baseline: sending(best),
    subjects: [
      sending(raw(`by hand, ${window} in flight`, window)),
      sending({
        name: stock,
        send: (count) =>
          severalAtOnce(count, window, async () => {
            await stockJetStream.publish(subject, Buffer.from(JSON.stringify(next())));
          }),
        before: purge,
      }),
      ours.single(purge),
      ours.batches(100, purge),
    ],
    targets: publishTargets([100], stock, 2.5),
  };
  await purge();
  await best.send(toRead);
  const js = jetstream(connection);
  yield {
    name: "NATS JetStream, consume",
    unit: "events",
    baseline: reading(
      {
        name: "@nats-io/jetstream: JSON.parse, pull consumer, an ack for each",
        async read(count) {
          const { name } = await manager.consumers.add(stream, { ack_policy: "explicit" });
          const consumer = await js.consumers.get(stream, name);
          const messages = await consumer.consume({ max_messages: 500 });
          let left = count;
          for await (const message of messages) {
            if (JSON.parse(message.string()).specversion !== "1.0") throw new Error("no event");
            message.ack();
            left -= 1;
            if (left === 0) break;
          }
          return {
            leave: async () => {
              await messages.close();
              await manager.consumers.delete(stream, name);
            },
          };
        },
      },
      toRead,
    ),
    subjects: [await ours.reader(toRead)],
    targets: consumeTargets,
  };
  await ours.bus.close();
  await stockConnection.close();
  await connection.close();
  await service.release();
}

type Connection = Awaited<ReturnType<typeof import("@nats-io/transport-node").connect>>;

/** One subscription for all acknowledgements, each of them parsed: whoever does not look does not know that it is stored. */
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
