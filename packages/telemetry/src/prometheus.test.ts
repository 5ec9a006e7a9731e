import { expect, test } from "vitest";
import { prometheus } from "./prometheus.ts";

test("what is counted, set and timed comes out in the text format", () => {
  const told = prometheus();
  const sent = told.counter("app.sent", { unit: "{message}", description: "messages sent" });
  const waiting = told.gauge("app.waiting", { unit: "{message}", description: "messages waiting" });
  const took = told.histogram("app.duration", { unit: "s", description: "how long", buckets: [0.1, 1] });
  sent.add(1, { "messaging.system": "kafka" });
  sent.add(2, { "messaging.system": "kafka" });
  sent.add(1, { "messaging.system": "nats" });
  waiting.set(7, {});
  waiting.set(5, {});
  for (const seconds of [0.1, 0.5, 2]) took.record(seconds, { route: "/a" });

  expect(told.text()).toBe(`# HELP app_sent_total messages sent
# TYPE app_sent_total counter
app_sent_total{messaging_system="kafka"} 3
app_sent_total{messaging_system="nats"} 1
# HELP app_waiting messages waiting
# TYPE app_waiting gauge
app_waiting 5
# HELP app_duration_seconds how long
# TYPE app_duration_seconds histogram
app_duration_seconds_bucket{route="/a",le="0.1"} 1
app_duration_seconds_bucket{route="/a",le="1"} 2
app_duration_seconds_bucket{route="/a",le="+Inf"} 3
app_duration_seconds_sum{route="/a"} 2.6
app_duration_seconds_count{route="/a"} 3
`);
});

test("what is observed is asked for only when somebody fetches", () => {
  const told = prometheus();
  let asked = 0;
  told.observe("app.memory", { unit: "By", description: "memory" }, () => {
    asked += 1;
    return 42;
  });
  told.observe("app.seen", { unit: "{thing}", description: "seen", counts: true }, () => [
    [1, { kind: "a" }],
  ]);

  expect(asked).toBe(0);
  expect(told.text()).toContain("\napp_memory_bytes 42\n");
  expect(told.text()).toContain('# TYPE app_seen_total counter\napp_seen_total{kind="a"} 1\n');
  expect(asked).toBe(2);
});

test("a value cannot end its line or its quotes", () => {
  const told = prometheus();
  told.counter("app.sent", { unit: "{message}", description: "a\nb\\" }).add(1, { to: 'a"b\\c\nd' });

  expect(told.text()).toBe(
    '# HELP app_sent_total a\\nb\\\\\n# TYPE app_sent_total counter\napp_sent_total{to="a\\"b\\\\c\\nd"} 1\n',
  );
});

test("attributes that have one name are one label, and none takes a name of Prometheus", () => {
  const told = prometheus();
  told
    .counter("1.app", { unit: "", description: "" })
    .add(1, { "a.b": "one", a_b: "two", "1a": "digit", __name__: "x", le: "y" });

  expect(told.text()).toContain('\n_1_app_total{a_b="one;two",_1a="digit",key___name__="x",key_le="y"} 1\n');
});

test("values tell series apart wherever one ends and the next begins", () => {
  const told = prometheus();
  const counter = told.counter("app.sent", { unit: "", description: "" });
  counter.add(1, { a: "x\u0000", b: "y" });
  counter.add(1, { a: "x", b: "\u0000y" });
  counter.add(1, { a: "1 x", b: "" });
  counter.add(1, { a: "", b: "1 x" });

  expect(told.text().match(/ 1\n/g)).toHaveLength(4);
});

test("numbers that are none are told as the format has them", () => {
  const told = prometheus();
  const gauge = told.gauge("app.value", { unit: "", description: "" });
  for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])
    gauge.set(value, { of: String(value) });

  expect([...told.text().matchAll(/} (\S+)\n/g)].map(([, value]) => value)).toEqual(["+Inf", "-Inf", "NaN"]);
});

test("who asks for an instrument again gets the same one: two buses are counted together", () => {
  const told = prometheus();
  for (const each of [1, 2])
    told.counter("app.sent", { unit: "{message}", description: "sent" }).add(each, {});

  expect(told.text()).toContain("\napp_sent_total 3\n");
});

test("two cannot share a name", () => {
  const told = prometheus();
  told.counter("a.b", { unit: "", description: "" });

  expect(() => told.counter("a_b", { unit: "", description: "" })).toThrow("a_b_total is measured already");
});
