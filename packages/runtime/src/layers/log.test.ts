import { expect, test } from "vitest";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { Handler } from "../layer.ts";
import { createJsonLogger } from "../ports/logger.ts";
import { log } from "./log.ts";

async function linesOf(handle: Handler) {
  const clock = createFakeClock();
  const lines: unknown[] = [];
  const logger = createJsonLogger((line) => lines.push(JSON.parse(line)), clock.now);
  const event = createSampleEvent({ correlationid: "story", causationid: "0", data: { secret: "hush" } });
  const run = log(
    logger,
    clock,
  )(async (delivery) => {
    await clock.advance(12);
    await handle(delivery);
  });
  await run(createDelivery({ event, key: "k", position: "7" })).catch(() => {});
  return lines;
}

const event = {
  time: "2026-01-01T00:00:00.012Z",
  address: "com.example.happened",
  group: "group",
  key: "k",
  position: "7",
  attempt: 1,
  id: "1",
  type: "com.example.happened",
  source: "/oms/main",
  correlationid: "story",
  causationid: "0",
  milliseconds: 12,
};

test("a line of JSON tells that an event was handled, which story it belongs to and how long it took; data stay out", async () => {
  expect(await linesOf(async () => {})).toEqual([{ level: "debug", message: "message handled", ...event }]);
});

test("a failure is an error, with its code and its reason", async () => {
  const away = Object.assign(new Error("index is away"), { code: "ECONNREFUSED" });

  expect(await linesOf(() => Promise.reject(away))).toEqual([
    {
      level: "error",
      message: "message not handled",
      ...event,
      error: "ECONNREFUSED",
      reason: "index is away",
    },
  ]);
});
