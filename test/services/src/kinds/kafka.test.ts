import { Kafka, logLevel } from "kafkajs";
import { expect, test } from "vitest";
import { useService } from "../client/use-service.ts";
import { describeWithService } from "../describe-with-service.ts";

const patience = 120_000;

describeWithService("kafka", (kafka) => {
  test("what kafkajs produces, kafkajs consumes", { timeout: patience }, async () => {
    const topic = await createTopic(kafka().brokers, kafka().uniqueName("smoke"));

    await produce(kafka().brokers, topic, ["one", "two"]);

    expect(await consume(kafka().brokers, topic, 2)).toEqual(["one", "two"]);
  });

  test("a topic that nobody created does not appear by itself", { timeout: patience }, async () => {
    const topic = kafka().uniqueName("typing_mistake");

    await expect(produce(kafka().brokers, topic, ["lost"])).rejects.toThrow(
      "This server does not host this topic-partition",
    );
  });

  test.each(["process-crash", "power-loss"] as const)(
    "an exclusive broker that survives a %s keeps what it acknowledged when it is killed",
    {
      timeout: patience,
    },
    async (survives) => {
      await using own = await useService("kafka", { exclusive: true, survives });
      const topic = await createTopic(own.brokers, "survivor");
      await produce(own.brokers, topic, ["before"]);

      await own.kill9();
      await own.restart();

      await produce(own.brokers, topic, ["after"]);
      expect(await consume(own.brokers, topic, 2)).toEqual(["before", "after"]);
      expect(own.port).not.toBe(kafka().port);
    },
  );

  describeWithService("toxiproxy", () => {
    test("a client that connects through the proxy stays behind it", { timeout: patience }, async () => {
      await using own = await useService("kafka", { exclusive: true });
      const proxy = await own.through();
      const brokers = [`${proxy.host}:${proxy.port}`];
      const topic = await createTopic(brokers, "proxied");
      await produce(brokers, topic, ["through"]);

      await proxy.cut();
      await expect(produce(brokers, topic, ["cut"])).rejects.toThrow();
      await proxy.restore();
      expect(await consume(brokers, topic, 1)).toEqual(["through"]);

      // What stands before it stays when it dies.
      await own.kill9();
      await own.restart();
      await produce(brokers, topic, ["again"]);
    });
  });
});

async function createTopic(brokers: string[], topic: string): Promise<string> {
  const admin = client(brokers).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
  await admin.disconnect();
  return topic;
}

async function produce(brokers: string[], topic: string, values: readonly string[]): Promise<void> {
  const producer = client(brokers).producer({ allowAutoTopicCreation: false });
  try {
    await producer.connect();
    await producer.send({ topic, messages: values.map((value) => ({ value })) });
  } finally {
    await producer.disconnect();
  }
}

async function consume(brokers: string[], topic: string, count: number): Promise<readonly string[]> {
  const consumer = client(brokers).consumer({ groupId: `${topic}_readers` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const values: string[] = [];
  await new Promise<void>((resolve) => {
    void consumer.run({
      async eachMessage({ message }) {
        values.push(String(message.value));
        if (values.length === count) resolve();
      },
    });
  });
  await consumer.disconnect();
  return values;
}

/** Few retries: the service is there, and a test about its absence should not wait for minutes. */
function client(brokers: string[]): Kafka {
  return new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 3, initialRetryTime: 100 } });
}
