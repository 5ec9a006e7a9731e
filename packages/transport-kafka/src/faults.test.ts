import type { CloudEvent } from "@concordat/cloudevents";
import { type ExclusiveService, useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { read } from "./testing/plain-client.ts";
import { underTest } from "./testing/under-test.ts";

const timeout = 600_000;

function eventOf(id: number): CloudEvent {
  return {
    specversion: "1.0",
    id: String(id),
    source: "/orders",
    type: "t",
    data: { text: "x".repeat(500) },
  };
}

describe("with a broker of its own", () => {
  let broker: ExclusiveService<"kafka">;
  beforeAll(async () => {
    broker = await useService("kafka", { exclusive: true });
  }, 900_000);
  afterAll(() => broker?.release());

  describeWithService("toxiproxy", () => {
    test("what is sent again because the answer was lost is stored once, in its order", {
      timeout,
    }, async () => {
      const proxy = await broker.through();
      const transport = await underTest.open(
        { url: `${proxy.host}:${proxy.port}` },
        { publishTimeoutMs: 120_000 },
      );
      const address = "cut-and-cut-again";
      const keys = ["a", "b", "c", "d", "e"];
      let isOver = false;
      const cuts = (async () => {
        // Answers are on their way for a while, so that cutting loses some.
        await proxy.latency(30);
        let cut = 0;
        for (; !isOver; cut += 1) {
          await new Promise((resolve) => setTimeout(resolve, 150));
          await proxy.cut();
          await proxy.restore();
          await proxy.latency(30);
        }
        return cut;
      })();
      const statuses: string[] = [];
      for (let number = 0; number < 1_500; number += 5) {
        const batch = keys.map((key, index) => ({ address, key, event: eventOf(number + index) }));
        statuses.push(...(await transport.publish(batch)).map(({ status }) => status));
      }
      isOver = true;
      const cut = await cuts;
      await transport.close();
      await proxy.remove();

      expect(new Set(statuses)).toEqual(new Set(["stored"]));
      expect(cut).toBeGreaterThan(5);
      const records = await read(broker.brokers, address, 1_500);
      for (const [index, key] of keys.entries())
        expect(
          records.filter((record) => record.key === key).map(({ headers }) => Number(headers.ce_id)),
        ).toEqual(Array.from({ length: 300 }, (_, round) => 5 * round + index));
    });
  });

  test("a broker that holds its connections and answers nothing: what is sent is unknown in time, and health says so", {
    timeout,
  }, async () => {
    const transport = await underTest.open(broker, { publishTimeoutMs: 1_500 });
    const address = "paused";
    const store = async (number: number) => {
      const message = { address, key: "k", event: eventOf(number) };
      while ((await transport.publish([message]))[0]?.status !== "stored");
    };
    await store(0);
    const [results, health] = await broker.whilePaused(() =>
      Promise.all([transport.publish([{ address, key: "k", event: eventOf(1) }]), transport.health()]),
    );

    expect(results).toMatchObject([{ status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } }]);
    expect(health.status).toBe("unhealthy");
    await store(2);
    expect(await transport.health()).toMatchObject({ status: "healthy" });
    await transport.close();
  });

  test("a broker that is not there: what was never sent is refused", { timeout }, async () => {
    const transport = await underTest.open(broker, { publishTimeoutMs: 1_000 });
    await transport.publish([{ address: "away", event: eventOf(0) }]);
    await broker.kill9();
    // The first may have been on its way when the connection broke.
    await transport.publish([{ address: "away", event: eventOf(1) }]);
    const results = await transport.publish([{ address: "away", event: eventOf(2) }]);
    await transport.close();
    await broker.restart();

    expect(results).toMatchObject([{ status: "refused", error: { code: "TRANSPORT_UNREACHABLE" } }]);
  });
});
