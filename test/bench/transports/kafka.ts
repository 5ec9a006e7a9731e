import type { Case } from "../compare.ts";
import { concordat } from "./concordat.ts";
import { inTurns, reading, type Sending, sending, severalAtOnce, window } from "./measured.ts";
import { madeEvents } from "./orders.ts";
import { consumeTargets, publishTargets } from "./targets.ts";

const topic = "raw.orders";
const readTopic = "raw.read";
const toRead = 100_000;

/** Kafka: sends of 500 by the faster of two clients; and single sends by the one that most have. */
export async function* kafkaCases(): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const { openKafkaTransport } = await import("@concordat/transport-kafka");
  const { Admin, Consumer, Producer } = await import("@platformatic/kafka");
  const { Kafka, logLevel } = await import("kafkajs");
  const service = await useService("kafka", { exclusive: true });
  const transport = await openKafkaTransport({ brokers: [service.url], provision: "create" });
  const ours = concordat(transport, "bench.orders", "bench.read");
  const client = { clientId: "bench", bootstrapBrokers: [service.url] };
  const admin = new Admin(client);
  for (const name of [topic, readTopic])
    await admin.createTopics({ topics: [name], partitions: 3, replicas: 1 });
  const producer = new Producer(client);
  const stockProducer = new Kafka({
    clientId: "stock",
    brokers: [service.url],
    logLevel: logLevel.NOTHING,
  }).producer();
  await stockProducer.connect();
  const next = inTurns(madeEvents);
  const message = () => {
    const event = next();
    return { key: Buffer.from(event.data?.orderId ?? ""), value: Buffer.from(JSON.stringify(event)) };
  };
  const raw = (to: string, size: number, atOnce: number): Sending => ({
    name: `@platformatic/kafka: JSON.stringify, sends of ${size}, ${atOnce} in flight`,
    batch: size,
    send: (count) =>
      severalAtOnce(count / size, atOnce, async () => {
        const messages = Array.from({ length: size }, () => ({ topic: to, ...message() }));
        await producer.send({ messages, acks: -1 });
      }),
    before: async () => {},
  });
  const kafkajs = (name: string, size: number, atOnce: number): Sending => ({
    name,
    batch: size,
    send: (count) =>
      severalAtOnce(count / size, atOnce, async () => {
        await stockProducer.send({ topic, messages: Array.from({ length: size }, message), acks: -1 });
      }),
    before: async () => {},
  });
  const stock = `kafkajs: JSON.stringify, single sends, ${window} in flight`;
  const nothing = async () => {};
  yield {
    name: "Kafka, publish",
    unit: "events",
    baseline: sending(raw(topic, 500, 2)),
    subjects: [
      sending(kafkajs("kafkajs: the same", 500, 2)),
      sending(kafkajs(stock, 1, window)),
      ours.single(nothing),
      ours.batches(100, nothing),
      ours.batches(500, nothing),
    ],
    targets: publishTargets([100, 500], stock, 5),
  };
  await raw(readTopic, 500, 2).send(toRead);
  let groups = 0;
  yield {
    name: "Kafka, consume",
    unit: "events",
    baseline: reading(
      {
        name: "@platformatic/kafka: JSON.parse, commits every second",
        async read(count) {
          groups += 1;
          const consumer = new Consumer({ ...client, groupId: `raw-${groups}`, autocommit: 1000 });
          const stream = await consumer.consume({ topics: [readTopic], mode: "earliest" });
          let left = count;
          const { promise, resolve, reject } = Promise.withResolvers<void>();
          stream.on("error", reject);
          stream.on("data", ({ value }) => {
            if (JSON.parse(String(value)).specversion !== "1.0") reject(new Error("no event"));
            left -= 1;
            if (left === 0) resolve();
          });
          await promise;
          return { leave: () => consumer.close(true) };
        },
      },
      toRead,
    ),
    subjects: [await ours.reader(toRead)],
    targets: consumeTargets,
  };
  await ours.bus.close();
  await producer.close();
  await stockProducer.disconnect();
  await admin.close();
  await service.release();
}
