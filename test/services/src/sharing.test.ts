import { Kafka, logLevel } from "kafkajs";
import { expect, test } from "vitest";
import { describeWithService } from "./describe-with-service.ts";
import { startChild } from "./fixtures/child.ts";
import type { Shared } from "./fixtures/share-kafka.ts";

describeWithService("kafka", (kafka) => {
  test("two processes share one broker and do not see each other's topics", {
    timeout: 120_000,
  }, async () => {
    const workers = ["left", "right"].map((word) => startChild("./share-kafka.ts", [word]));
    const reports = await Promise.all(workers.map((worker) => worker.says<Shared>()));
    await Promise.all(workers.map((worker) => worker.leave()));

    expect(reports.map(({ pid }) => pid)).toEqual([kafka().pid, kafka().pid]);
    expect(reports.map(({ received }) => received)).toEqual([["left"], ["right"]]);
    const topics = reports.map(({ topic }) => topic);
    expect(new Set(topics).size).toBe(2);
    const admin = new Kafka({ brokers: kafka().brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    expect(await admin.listTopics()).toEqual(expect.arrayContaining(topics));
    await admin.disconnect();
  });
});
