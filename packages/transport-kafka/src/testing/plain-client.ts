import { type Admin, ConfigResourceTypes, type IHeaders, Kafka, logLevel, type Message } from "kafkajs";

/** Clients that know nothing of Concordat. */
export function plainClient(brokers: readonly string[]): Kafka {
  return new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 5 } });
}

export async function createTopic(
  brokers: readonly string[],
  topic: string,
  { partitions = 3, config = {} }: { partitions?: number; config?: Record<string, string> } = {},
): Promise<string> {
  const admin = plainClient(brokers).admin();
  await admin.connect();
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await admin.createTopics({
    // Its own waiting gives up where the broker has not heard of the topic yet.
    waitForLeaders: false,
    topics: [{ topic, numPartitions: partitions, configEntries }],
  });
  while (!(await isLed(admin, topic))) await new Promise((resolve) => setTimeout(resolve, 20));
  await admin.disconnect();
  return topic;
}

async function isLed(admin: Admin, topic: string): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
  } catch {
    return false;
  }
}

export async function setTopic(broker: string, topic: string, config: Record<string, string>): Promise<void> {
  const admin = plainClient([broker]).admin();
  await admin.connect();
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }];
  await admin.alterConfigs({ validateOnly: false, resources });
  await admin.disconnect();
}

export async function deleteTopics(brokers: readonly string[], topics: readonly string[]): Promise<void> {
  const admin = plainClient(brokers).admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const known = topics.filter((topic) => there.has(topic));
    if (known.length > 0) await admin.deleteTopics({ topics: known });
  } finally {
    await admin.disconnect();
  }
}

export async function write(
  brokers: readonly string[],
  topic: string,
  messages: Message[],
  compression = 0,
): Promise<void> {
  const producer = plainClient(brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  await producer.send({ topic, messages, compression });
  await producer.disconnect();
}

export type PlainRecord = {
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
};

/** The first so many of a topic. */
export async function read(brokers: readonly string[], topic: string, count: number): Promise<PlainRecord[]> {
  const consumer = plainClient(brokers).consumer({ groupId: `${topic}_plain_${Date.now().toString(36)}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const records: PlainRecord[] = [];
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    consumer
      .run({
        async eachMessage({ partition, message: { offset, key, value, headers } }) {
          records.push({
            partition,
            offset,
            key: key === null ? null : key.toString(),
            value: value === null ? null : value.toString(),
            headers: textsOf(headers),
          });
          if (records.length >= count) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return records;
}

function textsOf(headers: IHeaders = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
