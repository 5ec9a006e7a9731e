import { openKafkaTransport } from "@concordat/transport-kafka";
import { Admin, Consumer, Producer } from "@platformatic/kafka";
import { Kafka, logLevel } from "kafkajs";
import type { Client, Clients } from "../client.ts";
import { batches, batchesOf, handler, handling, single, singleSends } from "../concordat.ts";
import { inTurns, reading, sending, severalAtOnce, toRead, window } from "../measured.ts";
import { madeEvents } from "../orders.ts";

export const kafkaNames = {
  platformatic: "@platformatic/kafka: JSON.stringify, sends of 500, 2 in flight",
  kafkajs: "kafkajs: the same",
  stock: `kafkajs: JSON.stringify, single sends, ${window} in flight`,
  platformaticReader: "@platformatic/kafka: JSON.parse, commits every second",
  kafkajsReader: "kafkajs: JSON.parse, eachBatch, a commit for each batch",
} as const;

export const clients: Clients = {
  [kafkaNames.platformatic]: platformaticPublisher,
  [kafkaNames.kafkajs]: (url) => kafkajsPublisher(url, kafkaNames.kafkajs, 500, 2),
  [kafkaNames.stock]: (url) => kafkajsPublisher(url, kafkaNames.stock, 1, window),
  [kafkaNames.platformaticReader]: platformaticReader,
  [kafkaNames.kafkajsReader]: kafkajsReader,
  [single]: async (url) => singleSends(await open(url), "bench.single"),
  [batchesOf(100)]: async (url) => batches(100, await open(url), "bench.batches"),
  [batchesOf(500)]: async (url) => batches(500, await open(url), "bench.large-batches"),
  [handling]: async (url) => handler(await open(url), "bench.read"),
};

const open = (url: string) => openKafkaTransport({ brokers: [url], provision: "create" });
const platformatic = (url: string) => ({ clientId: "bench", bootstrapBrokers: [url] });
const kafkajs = (url: string) => new Kafka({ clientId: "bench", brokers: [url], logLevel: logLevel.NOTHING });

async function topicOfOwn(url: string, name: string): Promise<string> {
  const admin = new Admin(platformatic(url));
  await admin.createTopics({ topics: [name], partitions: 3, replicas: 1 });
  await admin.close();
  return name;
}

const next = inTurns(madeEvents);

function message() {
  const event = next();
  return { key: Buffer.from(event.data?.orderId ?? ""), value: Buffer.from(JSON.stringify(event)) };
}

async function platformaticPublisher(url: string): Promise<Client> {
  const topic = await topicOfOwn(url, "raw");
  const producer = new Producer(platformatic(url));
  const contender = sending({
    name: kafkaNames.platformatic,
    batch: 500,
    send: (count) => sendInBatches(producer, topic, count),
  });
  return { ...contender, close: () => producer.close() };
}

function sendInBatches(
  producer: Producer<Buffer, Buffer, Buffer, Buffer>,
  topic: string,
  count: number,
): Promise<void> {
  return severalAtOnce(count / 500, 2, async () => {
    const messages = Array.from({ length: 500 }, () => ({ topic, ...message() }));
    await producer.send({ messages, acks: -1 });
  });
}

async function kafkajsPublisher(url: string, name: string, size: number, atOnce: number): Promise<Client> {
  const topic = await topicOfOwn(url, `kafkajs-${size}`);
  const producer = kafkajs(url).producer();
  await producer.connect();
  const contender = sending({
    name,
    batch: size,
    send: (count) =>
      severalAtOnce(count / size, atOnce, async () => {
        await producer.send({ topic, messages: Array.from({ length: size }, message), acks: -1 });
      }),
  });
  return { ...contender, close: () => producer.disconnect() };
}

async function platformaticReader(url: string): Promise<Client> {
  const topic = await filledTopic(url, "raw-read");
  let groups = 0;
  const contender = reading({
    name: kafkaNames.platformaticReader,
    async read(count) {
      groups += 1;
      const consumer = new Consumer({ ...platformatic(url), groupId: `raw-${groups}`, autocommit: 1000 });
      const stream = await consumer.consume({ topics: [topic], mode: "earliest" });
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
  });
  return { ...contender, close: async () => {} };
}

async function kafkajsReader(url: string): Promise<Client> {
  const topic = await filledTopic(url, "kafkajs-read");
  let groups = 0;
  const contender = reading({
    name: kafkaNames.kafkajsReader,
    async read(count) {
      groups += 1;
      const consumer = kafkajs(url).consumer({ groupId: `kafkajs-${groups}` });
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      let left = count;
      const { promise, resolve } = Promise.withResolvers<void>();
      await consumer.run({
        async eachBatch({ batch }) {
          for (const { value } of batch.messages) {
            if (JSON.parse(String(value)).specversion !== "1.0") throw new Error("no event");
            left -= 1;
            if (left === 0) resolve();
          }
        },
      });
      await promise;
      return { leave: () => consumer.disconnect() };
    },
  });
  return { ...contender, close: async () => {} };
}

async function filledTopic(url: string, name: string): Promise<string> {
  const topic = await topicOfOwn(url, name);
  const producer = new Producer(platformatic(url));
  await sendInBatches(producer, topic, toRead);
  await producer.close();
  return topic;
}
