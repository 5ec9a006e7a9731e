import {
  createBus,
  createMemoryDeadLetters,
  createMemoryTransport,
  exponential,
  systemClock,
} from "@concordat/runtime";
import { prometheus } from "@concordat/telemetry/prometheus";
import { beforeEach, expect, test } from "vitest";
import { prepareReader, readExposition } from "./prometheus/reader.ts";

let missing: string | undefined | null = null;

beforeEach((context) => {
  if (missing === null) missing = prepareReader();
  if (missing === undefined) return;
  if (process.env.CI === "true") throw new Error(missing);
  context.skip(missing);
}, 300_000);

/** Events that are handled, that fail once, that fail always, that are refused; and addresses that mean no good. */
async function scriptedRun(addresses: readonly string[]): Promise<string> {
  const told = prometheus();
  const bus = createBus({
    transport: createMemoryTransport({ messageBytes: 2_000 }),
    source: "/shop",
    telemetry: told,
    deadLetters: createMemoryDeadLetters({ clock: systemClock }),
    addressOf: (type) => addresses[Number(type)] ?? type,
    lagIntervalMs: 5,
  });
  let failures = 0;
  const last = Promise.withResolvers<void>();
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
      last: () => last.resolve(),
    },
    { retry: exponential({ attempts: 3, delayMs: 1 }), breaker: { failureThreshold: 3 } },
  );
  await bus.send([{ type: "good" }, { type: "shaky" }, { type: "broken" }]);
  await bus.send(addresses.map((_, index) => ({ type: String(index) })));
  await bus.send({ type: "good", data: "x".repeat(3_000) }).catch(() => {});
  await bus.send({ type: "last" });
  await last.promise;
  await expect.poll(() => told.text()).toContain("concordat_consumer_dead_letters_total{");
  await bus.close();
  return told.text();
}

test("what a bus measures is read by Prometheus' own parser, and its linter has nothing to say", async () => {
  const { families, problems, error } = readExposition(await scriptedRun([]));
  const valuesOf = (name: string) => families[name]?.series.map(({ value }) => Number(value)) ?? [];

  expect(error).toBeUndefined();
  expect(problems).toEqual([]);
  expect(families.messaging_client_sent_messages_total).toMatchObject({ type: "COUNTER" });
  expect(valuesOf("messaging_client_sent_messages_total").reduce((sum, each) => sum + each)).toBe(5);
  expect(families.messaging_process_duration_seconds).toMatchObject({ type: "HISTOGRAM" });
  for (const { value, buckets } of families.messaging_process_duration_seconds?.series ?? [])
    expect(buckets?.["+Inf"]).toBe(Number(value));
  expect(families.concordat_consumer_retries_total?.series).toEqual(
    expect.arrayContaining([expect.objectContaining({ value: "1" })]),
  );
  expect(Object.keys(families)).toEqual(
    expect.arrayContaining([
      "concordat_consumer_lag",
      "concordat_breaker_state",
      "concordat_consumer_in_flight",
    ]),
  );
});

const hostile = [
  'a"b',
  "a\\b",
  "a\\nb",
  "a\nb",
  "a\r\nb",
  '"} 1\nforged_total 1',
  "\\",
  '\\"',
  "{}#,= ",
  "größe 🚂",
  "\u0000\u0007\u2028",
  "x".repeat(100_000),
];

test("addresses with quotes, backslashes and line breaks, however long, come out as they were", async () => {
  const { families, problems, error } = readExposition(await scriptedRun(hostile));
  const sent = families.messaging_client_sent_messages_total?.series ?? [];

  expect(error).toBeUndefined();
  expect(problems).toEqual([]);
  expect(families.forged_total).toBeUndefined();
  expect(sent.map(({ labels }) => labels.messaging_destination_name)).toEqual(
    expect.arrayContaining(hostile),
  );
  for (const { labels, value } of sent)
    if (hostile.includes(labels.messaging_destination_name ?? "")) expect(value).toBe("1");
});

test("names that become the same, names of Prometheus and numbers that are none leave the text readable", () => {
  const told = prometheus();
  const about = { unit: "{thing}", description: 'with "quotes", a \\ and\na second line' };
  told.counter("1.app", about).add(1, { "a.b": "one", a_b: "two", "1a": "digit", __name__: "x" });
  told.counter("app.pair", about).add(1, { a: "x\u0000", b: "y" });
  told.counter("app.pair", about).add(1, { a: "x", b: "\u0000y" });
  told
    .histogram("app.took", { unit: "s", description: "took", buckets: [1e-9, 1e21] })
    .record(2, { le: "mine" });
  const gauge = told.gauge("app.value", about);
  for (const [name, value] of [
    ["most", Number.POSITIVE_INFINITY],
    ["least", Number.NEGATIVE_INFINITY],
    ["none", Number.NaN],
    ["small", 5e-324],
  ] as const)
    gauge.set(value, { name });
  const { families, error } = readExposition(told.text());

  expect(error).toBeUndefined();
  expect(families._1_app_total?.help).toBe(about.description);
  expect(families._1_app_total?.series).toEqual([
    { labels: { a_b: "one;two", _1a: "digit", key___name__: "x" }, value: "1" },
  ]);
  expect(families.app_pair_total?.series).toHaveLength(2);
  expect(families.app_took_seconds?.series).toEqual([
    { labels: { key_le: "mine" }, value: "1", sum: "2", buckets: { "1e-09": 0, "1e+21": 1, "+Inf": 1 } },
  ]);
  expect(families.app_value?.series.map(({ labels, value }) => [labels.name, value])).toEqual([
    ["most", "+Inf"],
    ["least", "-Inf"],
    ["none", "NaN"],
    ["small", "5e-324"],
  ]);
});
