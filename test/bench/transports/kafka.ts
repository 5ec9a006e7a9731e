import type { Case } from "../compare.ts";
import { inTurns, reading, type Sending, sending, severalAtOnce, window } from "./measured.ts";
import { madeEvents } from "./orders.ts";

const topic = "raw.orders";
const toRead = 100_000;

/** Kafka: sends of 500 by two clients, and single sends by the one that most have. */
export async function* kafkaCases(): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const service = await useService("kafka", { exclusive: true });
  const { Admin, Consumer, Producer } = await import("@platformatic/kafka");
  const { Kafka, logLevel } = await import("kafkajs");
  const client = { clientId: "bench", bootstrapBrokers: [service.url] };
  const admin = new Admin(client);
  await admin.createTopics({
    topics: [topic],
    partitions: 3,
    replicas: 1,
    configs: [
      { name: "retention.bytes", value: "100000000" },
      { name: "segment.bytes", value: "50000000" },
    ],
  });
  await admin.createTopics({ topics: ["toread"], partitions: 3, replicas: 1 });
  const producer = new Producer({ ...client, autocreateTopics: false });
  const stock = new Kafka({ clientId: "stock", brokers: [service.url], logLevel: logLevel.NOTHING });
  const stockProducer = stock.producer();
  await stockProducer.connect();
  const next = inTurns(madeEvents);
  const nothing = async () => {};
  const message = (to = topic) => {
    const event = next();
    return {
      topic: to,
      key: Buffer.from(event.data?.orderId ?? ""),
      value: Buffer.from(JSON.stringify(event)),
    };
  };
  const raw = (to: string, batch: number, atOnce: number): Sending => ({
    name: `JSON.stringify, sends of ${batch}, ${atOnce} in flight (@platformatic/kafka)`,
    batch,
    send: (count) =>
      severalAtOnce(count / batch, atOnce, async () => {
        await producer.send({ messages: Array.from({ length: batch }, () => message(to)), acks: -1 });
      }),
    before: nothing,
  });
  const kafkajs = (batch: number, atOnce: number, name: string): Sending => ({
    name,
    batch,
    send: (count) =>
      severalAtOnce(count / batch, atOnce, async () => {
        await stockProducer.send({
          topic,
          messages: Array.from({ length: batch }, () => message()),
          acks: -1,
        });
      }),
    before: nothing,
  });
  yield {
    name: "Kafka, publish",
    baseline: sending(raw(topic, 500, 4)),
    subjects: [
      sending(raw(topic, 500, 1)),
      sending(raw(topic, 100, 10)),
      sending(kafkajs(500, 4, "the same by kafkajs")),
      sending(kafkajs(1, window, `the stock client (kafkajs), single sends, ${window} in flight`)),
    ],
  };
  await raw("toread", 500, 4).send(toRead);
  let groups = 0;
  const rawReader = {
    name: "JSON.parse, commits by the client (@platformatic/kafka)",
    async read(count: number) {
      groups += 1;
      const consumer = new Consumer({ ...client, groupId: `raw-${groups}`, autocommit: 1000 });
      const stream = await consumer.consume({ topics: ["toread"], mode: "earliest" });
      let left = count;
      const { promise, resolve } = Promise.withResolvers<void>();
      stream.on("data", (message) => {
        if (JSON.parse((message.value as Buffer).toString()).specversion !== "1.0")
          throw new Error("no event");
        if (--left === 0) resolve();
      });
      await promise;
      return {
        leave: async () => {
          await consumer.close(true);
        },
      };
    },
  };
  yield {
    name: "Kafka, consume",
    baseline: reading(rawReader, toRead),
    subjects: [],
  };
  await producer.close();
  await stockProducer.disconnect();
  await admin.close();
  await service.release();
}
