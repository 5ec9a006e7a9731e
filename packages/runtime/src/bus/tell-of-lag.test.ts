import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createRecordingTelemetry } from "../fakes/recording-telemetry.ts";
import { noLogger } from "../ports/logger.ts";
import { noTelemetry } from "../ports/telemetry.ts";
import type { GroupLag } from "../ports/transport.ts";
import { tellOfLag } from "./tell-of-lag.ts";

const behind = (address: string, unread: number): GroupLag => ({ group: "g", address, unread });

function setUp(answers: readonly (() => Promise<readonly GroupLag[]>)[]) {
  const clock = createFakeClock();
  const telemetry = createRecordingTelemetry();
  let asked = 0;
  const lag = () => {
    asked += 1;
    return (answers[asked - 1] ?? (async () => []))();
  };
  const watch = tellOfLag({
    transport: { name: "memory", lag },
    telemetry,
    logger: noLogger,
    clock,
    everyMs: 100,
  });
  const told = () =>
    telemetry.measured.map(({ value, attributes }) => [attributes["messaging.destination.name"], value]);
  return { watch, clock, told, asked: () => asked };
}

test("the broker is asked at once and then at the interval, until the end", async () => {
  const { watch, clock, told, asked } = setUp([async () => [behind("a", 3)], async () => [behind("a", 1)]]);
  watch.begin();
  watch.begin();
  await clock.advance(0);
  expect(told()).toEqual([["a", 3]]);
  await clock.advance(100);
  expect(told()).toEqual([
    ["a", 3],
    ["a", 1],
  ]);

  watch.end();
  await clock.advance(1_000);

  expect(asked()).toBe(2);
});

test("what is no longer read here is 0, and not for ever what it was last", async () => {
  const { watch, clock, told } = setUp([
    async () => [behind("a", 3), behind("b", 5)],
    async () => [behind("a", 3)],
    async () => [behind("a", 3)],
  ]);
  watch.begin();
  await clock.advance(200);

  expect(told()).toEqual([
    ["a", 3],
    ["b", 5],
    ["a", 3],
    ["b", 0],
    ["a", 3],
  ]);
  watch.end();
});

test("a broker that does not answer is asked again, and never twice at once", async () => {
  const slow = Promise.withResolvers<readonly GroupLag[]>();
  const { watch, clock, told, asked } = setUp([
    async () => {
      throw new Error("away");
    },
    () => slow.promise,
    async () => [behind("a", 1)],
  ]);
  watch.begin();
  await clock.advance(1_000);
  expect(asked()).toBe(2);

  slow.resolve([behind("a", 2)]);
  await clock.advance(100);

  expect(told()).toEqual([
    ["a", 2],
    ["a", 1],
  ]);
  watch.end();
});

test("an answer that comes after the end is not told", async () => {
  const slow = Promise.withResolvers<readonly GroupLag[]>();
  const { watch, clock, told } = setUp([() => slow.promise]);
  watch.begin();
  watch.end();
  slow.resolve([behind("a", 2)]);
  await clock.advance(1_000);

  expect(told()).toEqual([]);
});

test("where nobody measures, or never wants to know, the broker is not asked", async () => {
  const clock = createFakeClock();
  let asked = 0;
  const transport = {
    name: "memory",
    lag: async () => {
      asked += 1;
      return [];
    },
  };
  const parts = { transport, logger: noLogger, clock };
  tellOfLag({ ...parts, telemetry: noTelemetry, everyMs: 1 }).begin();
  tellOfLag({ ...parts, telemetry: createRecordingTelemetry(), everyMs: Number.POSITIVE_INFINITY }).begin();
  await clock.advance(1_000);

  expect(asked).toBe(0);
});
