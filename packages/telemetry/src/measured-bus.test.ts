import {
  type BusOptions,
  createBus,
  createMemoryDeadLetters,
  createMemoryInbox,
  createMemoryTransport,
  exponential,
  runtimeMetrics,
  systemClock,
} from "@concordat/runtime";
import { expect, test } from "vitest";
import {
  openTelemetryReceiver,
  prometheusReceiver,
  type Reading,
  type Receiver,
} from "./testing/readings.ts";

const receivers = [prometheusReceiver, openTelemetryReceiver].map((open) => ({ name: open.name, open }));

/** A day of a service in short: what goes well, what fails once, what fails always, what comes twice, what nobody wants. */
async function day(receiver: Receiver): Promise<readonly Reading[]> {
  const clock = systemClock;
  const options: BusOptions = {
    transport: createMemoryTransport({ messageBytes: 2_000 }),
    source: "/shop",
    telemetry: receiver.telemetry,
    deadLetters: createMemoryDeadLetters({ clock }),
    lagIntervalMs: 5,
  };
  const bus = createBus(options);
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let failures = 0;
  await bus.consume(
    "reader",
    {
      good: () => {},
      shaky: () => {
        failures += 1;
        if (failures === 1) throw new RangeError("once");
      },
      broken: () => {
        throw new TypeError("always");
      },
    },
    {
      addresses: ["unwanted"],
      retry: exponential({ attempts: 3, delayMs: 1 }),
      breaker: { failureThreshold: 3 },
      inbox: createMemoryInbox({ clock }),
    },
  );
  await bus.consume(
    "slow",
    {
      good: () => {
        begun.resolve();
        return mayEnd.promise;
      },
    },
    { maxInFlight: 1, order: "none" },
  );

  await bus.send([1, 2, 3].map((id) => ({ type: "good", id: String(id) })));
  await bus.send([{ type: "good", id: "1" }, { type: "shaky" }, { type: "broken" }, { type: "unwanted" }]);
  await bus.send({ type: "good", data: "x".repeat(3_000) }).catch(() => {});
  await begun.promise;
  const isThere = (all: readonly Reading[], name: string, value: number, group: string) =>
    all.some(
      (each) =>
        each.name === name && each.value === value && each.attributes.messaging_consumer_group_name === group,
    );
  await expect
    .poll(async () => isThere(await receiver.read(), "concordat_consumer_lag", 4, "slow"))
    .toBe(true);
  await expect
    .poll(async () => isThere(await receiver.read(), "concordat_consumer_dead_letters_total", 1, "reader"))
    .toBe(true);
  await expect
    .poll(async () => isThere(await receiver.read(), "concordat_consumer_lag", 0, "reader"))
    .toBe(true);
  const midday = await receiver.read();
  mayEnd.resolve();
  await bus.close();
  return midday;
}

test.each(receivers)("what happened is what $name has, in figures", async ({ open }) => {
  const receiver = open();
  const all = await day(receiver);
  await receiver.close();
  const of = (name: string, wanted: Readonly<Record<string, string>> = {}) =>
    all
      .filter((each) => each.name === name)
      .filter(({ attributes }) =>
        Object.entries(wanted).every(([label, text]) => attributes[label] === text),
      );
  const sum = (...asked: Parameters<typeof of>) =>
    of(...asked).reduce((total, { value }) => total + value, 0);
  const group = (name: string) => ({ messaging_consumer_group_name: name });

  // Eight sends, one of them refused.
  expect(sum("messaging_client_sent_messages_total")).toBe(8);
  expect(sum("messaging_client_sent_messages_total", { error_type: "SEND_REFUSED" })).toBe(1);
  expect(sum("messaging_client_operation_duration_seconds")).toBe(8);
  expect(sum("concordat_producer_in_flight")).toBe(0);

  expect(sum("messaging_client_consumed_messages_total", group("reader"))).toBe(7);
  expect(sum("messaging_process_duration_seconds", group("reader"))).toBe(7);
  expect(sum("concordat_consumer_in_flight", group("reader"))).toBe(0);
  expect(sum("concordat_consumer_in_flight", group("slow"))).toBe(1);
  expect(sum("concordat_consumer_duplicates_total", group("reader"))).toBe(1);
  expect(sum("concordat_consumer_unhandled_total", group("reader"))).toBe(1);

  expect(
    of("concordat_consumer_failed_attempts_total")
      .map(({ value, attributes }) => [attributes.error_type, value])
      .toSorted(),
  ).toEqual([
    ["RangeError", 1],
    ["TypeError", 3],
  ]);
  expect(
    of("concordat_consumer_retries_total")
      .map(({ value, attributes }) => [attributes.concordat_retry_outcome, value])
      .toSorted(),
  ).toEqual([
    ["exhausted", 2],
    ["succeeded", 1],
  ]);
  expect(
    of("concordat_consumer_dead_letters_total").map(
      ({ attributes }) => attributes.concordat_dead_letter_reason,
    ),
  ).toEqual(["max_retries_exceeded"]);
  expect(
    Object.fromEntries(
      of("concordat_breaker_state").map(({ value, attributes }) => [
        attributes.concordat_breaker_name,
        value,
      ]),
    ),
  ).toEqual({
    "reader/good": 0,
    "reader/shaky": 0,
    "reader/broken": 2,
  });
  expect(sum("concordat_breaker_changes_total", { concordat_breaker_to: "open" })).toBe(1);
  // Its four: one with the handler, three that wait.
  expect(sum("concordat_consumer_lag", group("slow"))).toBe(4);
});

test.each(receivers)(
  "$name has every metric of the table, with its attributes and no others",
  async ({ open }) => {
    const receiver = open();
    const all = await day(receiver);
    await receiver.close();
    for (const { name, kind, unit, attributes } of Object.values(runtimeMetrics)) {
      const told = `${name.replaceAll(".", "_")}${unit === "s" ? "_seconds" : ""}${kind === "counter" ? "_total" : ""}`;
      const series = all.filter((each) => each.name === told);
      const labels = (attribute: string) => attribute.replace("?", "").replaceAll(".", "_");
      expect(series.length, told).toBeGreaterThan(0);
      const always = attributes.filter((attribute) => !attribute.endsWith("?")).map(labels);
      for (const each of series) {
        expect(Object.keys(each.attributes), told).toEqual(expect.arrayContaining(always));
        expect(attributes.map(labels), told).toEqual(expect.arrayContaining(Object.keys(each.attributes)));
      }
    }
    const known = new Set(Object.values(runtimeMetrics).map(({ name }) => name.replaceAll(".", "_")));
    for (const { name } of all)
      expect(
        [...known].some((each) => name.startsWith(each)),
        name,
      ).toBe(true);
  },
);
