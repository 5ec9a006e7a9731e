import type { CloudEvent, Violation } from "@concordat/cloudevents";
import { expect, onTestFinished, test, vi } from "vitest";
import type { MessageContext } from "../context/message-context.ts";
import { createDeadLetters } from "../dead-letters/dead-letters.ts";
import { createMemoryDeadLetters } from "../dead-letters/memory-dead-letters.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createRecordingTelemetry } from "../fakes/recording-telemetry.ts";
import { createMemoryTransport, type MemoryTransportOptions } from "../memory/memory-transport.ts";
import { systemClock } from "../ports/clock.ts";
import { noLogger } from "../ports/logger.ts";
import type { PublishResult, Transport } from "../ports/transport.ts";
import { fixed } from "../retry/retry-policy.ts";
import { type BusOptions, createBus } from "./create-bus.ts";

type Events = {
  "oms.objecttype.created": { readonly name: string };
  "oms.objecttype.deleted": { readonly name: string; readonly reason?: string };
};

function setUp(options: Partial<BusOptions> = {}, memory: MemoryTransportOptions = {}) {
  const bus = createBus<Events>({
    transport: createMemoryTransport(memory),
    source: "/oms/main",
    ...options,
  });
  onTestFinished(() => bus.close());
  return bus;
}

/** Resolves with the next so many values that are added. */
function collector<Value>(count: number) {
  const values: Value[] = [];
  let done = (_: Value[]) => {};
  const all = new Promise<Value[]>((resolve) => {
    done = resolve;
  });
  const add = (value: Value) => {
    values.push(value);
    if (values.length === count) done(values);
  };
  return { add, all, values };
}

const created = (name: string, more: Partial<Omit<CloudEvent, "type" | "data">> = {}) =>
  ({ type: "oms.objecttype.created", data: { name }, ...more }) as const;

test("what is sent reaches the handler of its type, with everything the bus filled in", async () => {
  const bus = setUp();
  const seen = collector<[CloudEvent, MessageContext]>(1);
  await bus.consume("indexer", {
    "oms.objecttype.created": (event, context) => seen.add([event, context]),
  });

  const { event, status } = await bus.send(created("User", { subject: "object_type/User" }));
  const [[received, context] = expect.fail("nothing came")] = await seen.all;

  expect(status).toBe("stored");
  expect(received).toEqual(event);
  expect(event).toMatchObject({
    specversion: "1.0",
    type: "oms.objecttype.created",
    source: "/oms/main",
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
    datacontenttype: "application/json",
    subject: "object_type/User",
    data: { name: "User" },
  });
  expect(context).toMatchObject({
    messageId: event.id,
    address: "oms.objecttype.created",
    group: "indexer",
    key: "object_type/User",
    attempt: 1,
  });
});

test("every group gets every event, and the members of one share them", async () => {
  const bus = setUp();
  const indexed = collector<string>(20);
  const audited = collector<string>(20);
  const handle = (to: typeof indexed) => ({
    "oms.objecttype.created": ({ id }: CloudEvent) => to.add(id),
  });
  await bus.consume("indexer", handle(indexed));
  await bus.consume("indexer", handle(indexed));
  await bus.consume("audit", handle(audited));

  const { results } = await bus.send(Array.from({ length: 20 }, (_, index) => created(`${index}`)));
  const ids = results.map(({ event }) => event.id).toSorted();

  expect((await indexed.all).toSorted()).toEqual(ids);
  expect((await audited.all).toSorted()).toEqual(ids);
});

test("what a handler sends belongs to the story of what it handles, and was caused by it", async () => {
  const bus = setUp();
  const seen = collector<CloudEvent>(2);
  await bus.consume("cascade", {
    "oms.objecttype.created": async () => {
      await Promise.resolve();
      await bus.send({ type: "oms.objecttype.deleted", data: { name: "Old" } });
      await bus.send({ type: "oms.objecttype.deleted", data: { name: "Older" }, correlationid: "its own" });
    },
  });
  await bus.consume("audit", { "oms.objecttype.deleted": (event) => seen.add(event) });

  const { event: cause } = await bus.send(created("User", { correlationid: "corr-123" }));

  expect(await seen.all).toMatchObject([
    { correlationid: "corr-123", causationid: cause.id },
    { correlationid: "its own", causationid: cause.id },
  ]);
});

test("the first event of a story gives the others its id", async () => {
  const bus = setUp();
  const seen = collector<CloudEvent>(1);
  await bus.consume("cascade", {
    "oms.objecttype.created": async () => {
      await bus.send({ type: "oms.objecttype.deleted", data: { name: "Old" } });
    },
    "oms.objecttype.deleted": (event) => seen.add(event),
  });

  const { event: cause } = await bus.send(created("User"));

  expect(await seen.all).toMatchObject([{ correlationid: cause.id, causationid: cause.id }]);
});

test("an event carries the span that sent it, and the consumer's span continues that one", async () => {
  const telemetry = createRecordingTelemetry();
  const bus = setUp({ telemetry });
  const seen = collector<CloudEvent>(1);
  const consumer = await bus.consume("indexer", {
    "oms.objecttype.created": (event) => seen.add(event),
  });

  const outer = telemetry.startSpan("request", { kind: "internal", attributes: {} });
  await outer?.within(() => bus.send(created("User")));
  const [event] = await seen.all;
  await consumer.close();

  const [request, send, process] = telemetry.spans;
  expect(send).toMatchObject({
    name: "send oms.objecttype.created",
    isEnded: true,
    about: { kind: "producer" },
  });
  expect(event?.traceparent).toBe(send?.context.traceparent);
  expect(event?.traceparent?.slice(3, 35)).toBe(request?.context.traceparent.slice(3, 35));
  expect(process?.about.parent).toEqual(send?.context);
});

test("the span of an event that did not leave ends, too", async () => {
  const telemetry = createRecordingTelemetry();
  const bus = setUp({ telemetry }, { messageBytes: 1 });

  const { refused } = await bus.send([created("too large"), created("after it")], {
    chunk: 1,
    concurrency: 1,
    stopOnError: true,
  });

  expect(refused).toBe(2);
  expect(telemetry.spans.map(({ isEnded }) => isEnded)).toEqual([true, true]);
});

test("an event that comes with a trace stays in it, and its span id follows its trace context", async () => {
  const telemetry = createRecordingTelemetry();
  const bus = setUp({ telemetry });
  const seen = collector<CloudEvent>(1);
  await bus.consume("indexer", { "oms.objecttype.created": (event) => seen.add(event) });
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  await bus.send(created("User", { traceparent, tracestate: "congo=t61", spanid: "b7ad6b7169203331" }));
  const [event] = await seen.all;

  const [send] = telemetry.spans;
  expect(send?.about.parent).toEqual({ traceparent, tracestate: "congo=t61" });
  expect(event).toMatchObject({
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01",
    tracestate: "congo=t61",
    spanid: "0000000000000001",
  });
});

const violation: Violation = {
  code: "DATA_INVALID",
  severity: "error",
  pointer: "/data/nmae",
  message: "/data/nmae is not declared",
  hint: "did you mean name",
};

test("an event that breaks its contract is not sent", async () => {
  const transport = createMemoryTransport();
  const publish = vi.spyOn(transport, "publish");
  const bus = setUp({ transport, validate: { outgoing: () => [violation] } });

  await expect(bus.send(created("User"))).rejects.toMatchObject({
    code: "EVENT_INVALID",
    message: expect.stringContaining("/data/nmae is not declared"),
  });
  expect(publish).not.toHaveBeenCalled();
});

test("an event that comes in and breaks its contract reaches no handler", async () => {
  const seen = collector<string>(1);
  const incoming = (event: CloudEvent) =>
    (event.data as { name: string }).name === "bad" ? [violation] : [];
  const bus = setUp({ validate: { incoming } });
  await bus.consume("indexer", {
    "oms.objecttype.created": ({ data }) => seen.add(data?.name ?? ""),
  });

  await bus.send([created("bad", { subject: "a" }), created("good", { subject: "b" })]);

  expect(await seen.all).toEqual(["good"]);
});

function scripted(results: readonly PublishResult[]): Transport {
  return {
    ...createMemoryTransport(),
    name: "scripted",
    publish: async () => results,
    close: async () => {},
  };
}

test.each([
  ["refused", "SEND_REFUSED", "later"],
  ["unknown", "SEND_UNKNOWN", "check-first"],
] as const)(
  "an outcome that is %s is told by its own code, with the event to send again",
  async (status, code, advice) => {
    const transport = scripted([{ status, error: new Error("connection reset") }]);
    const bus = setUp({ transport });

    await expect(bus.send(created("User", { id: "7" }))).rejects.toMatchObject({
      code,
      retry: advice,
      message: expect.stringContaining("connection reset"),
      params: { event: { id: "7", type: "oms.objecttype.created", source: "/oms/main" } },
    });
  },
);

test("a key that cannot be told is a trouble of that event alone, and the others are accounted for", async () => {
  const bus = setUp({
    keyOf: ({ id }) => {
      if (id === "2") throw new TypeError("no such member");
      return id;
    },
  });
  const list = ["1", "2", "3"].map((id) => created("User", { id }));

  const { results, ...counts } = await bus.send(list, { chunk: 1, concurrency: 1 });

  expect(counts).toEqual({ stored: 2, refused: 1, unknown: 0 });
  expect(results[1]).toMatchObject({ status: "refused", error: { code: "SEND_UNPREPARED" } });
  await expect(bus.send(created("User", { id: "2" }))).rejects.toMatchObject({
    code: "SEND_UNPREPARED",
    cause: { message: "no such member" },
  });
});

test("a type without an address is a trouble of that event alone", async () => {
  const addressOf = (type: string) => {
    if (type.endsWith("created")) return "a";
    throw new TypeError("no address");
  };
  const bus = setUp({ addressOf });

  await expect(bus.send({ type: "oms.objecttype.deleted", data: { name: "x" } })).rejects.toThrow(
    "no address",
  );
  expect(await bus.send(created("User"))).toMatchObject({ status: "stored" });
});

test("a failing handler is tried again, and does not hold up the handler of another type", async () => {
  const bus = setUp();
  const seen = collector<string>(2);
  let failures = 0;
  await bus.consume(
    "indexer",
    {
      "oms.objecttype.created": ({ data }) => {
        failures += 1;
        if (failures < 3) throw new Error("index is away");
        seen.add(`created ${data?.name}`);
      },
      "oms.objecttype.deleted": ({ data }) => seen.add(`deleted ${data?.name}`),
    },
    { retry: fixed({ attempts: 3, delayMs: 1 }), breaker: { failureThreshold: 5 } },
  );

  await bus.send([created("User"), { type: "oms.objecttype.deleted", data: { name: "Old" } }]);

  expect(await seen.all).toEqual(["deleted Old", "created User"]);
  await bus.close();
  expect(bus.retries()).toMatchObject({ deliveries: 2, succeeded: 2, recovered: 1, attempts: 4 });
});

test("a handler that does not settle in time has failed for its breaker, too", async () => {
  const clock = createFakeClock();
  const bus = setUp({ clock }, { clock });
  const consumer = await bus.consume(
    "indexer",
    { "oms.objecttype.created": () => new Promise(() => {}) },
    { timeoutMs: 1_000, breaker: { failureThreshold: 2 } },
  );
  const sent = bus.send(created("User"));
  await clock.advance(1_099);
  await sent;
  expect(consumer.breakers.all.map(({ state }) => state)).toEqual(["closed"]);
  await clock.advance(1_001);

  expect(consumer.breakers.all.map(({ state }) => state)).toEqual(["open"]);
  const closed = bus.close();
  await clock.advance(60_000);
  await closed;
});

test("an event that nobody handles is counted and done with, or handled by `otherwise`", async () => {
  const telemetry = createRecordingTelemetry();
  const bus = setUp({ telemetry, addressOf: () => "all" });
  const seen = collector<string>(1);
  await bus.consume("counting", { "oms.objecttype.created": () => {} });
  await bus.consume(
    "catching",
    { "oms.objecttype.created": () => {} },
    { otherwise: ({ type }) => seen.add(type) },
  );

  await bus.send({ type: "oms.objecttype.deleted", data: { name: "Old" } });

  expect(await seen.all).toEqual(["oms.objecttype.deleted"]);
  await bus.close();
  expect(telemetry.measured.filter(({ name }) => name === "concordat.consumer.unhandled")).toEqual([
    {
      name: "concordat.consumer.unhandled",
      value: 1,
      attributes: { "messaging.consumer.group.name": "counting" },
    },
  ]);
});

test("many events are handled at once, where that was asked for", async () => {
  const bus = setUp();
  const batches = collector<readonly string[]>(2);
  await bus.consume(
    "indexer",
    {
      types: ["oms.objecttype.created"],
      maxCount: 5,
      handle: async (events) => batches.add(events.map(({ data }) => data?.name ?? "")),
    },
    { maxInFlight: 5 },
  );

  await bus.send(
    Array.from({ length: 10 }, (_, index) => created(String(index), { subject: String(index) })),
  );

  expect(await batches.all).toEqual([
    ["0", "1", "2", "3", "4"],
    ["5", "6", "7", "8", "9"],
  ]);
});

test("a batch can be as large as it was asked to be, without a word about what is in flight", async () => {
  const bus = setUp({ clock: createFakeClock() });
  const batches = collector<number>(1);
  await bus.consume("indexer", {
    types: ["oms.objecttype.created"],
    maxCount: 40,
    handle: async (events) => batches.add(events.length),
  });

  await bus.send(
    Array.from({ length: 40 }, (_, index) => created(String(index), { subject: String(index) })),
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  await new Promise((resolve) => setTimeout(resolve, 0));

  expect(batches.values).toEqual([40]);
});

test("what is sent from within a batch belongs to no story that it does not name itself", async () => {
  const bus = setUp();
  const sent = collector<CloudEvent>(1);
  await bus.consume("sweeper", {
    types: ["oms.objecttype.deleted"],
    maxCount: 1,
    handle: async () => sent.add((await bus.send(created("from the batch"))).event),
  });
  await bus.consume("indexer", {
    "oms.objecttype.created": async ({ data }) => {
      if (data?.name === "first") await bus.send({ type: "oms.objecttype.deleted", data: { name: "first" } });
    },
  });

  await bus.send(created("first"));

  const [event] = await sent.all;
  expect(event).not.toHaveProperty("causationid");
  expect(event).not.toHaveProperty("correlationid");
});

test("one event, many, and one again keep the order of the calls", async () => {
  const bus = setUp();
  const seen = collector<string>(4);
  await bus.consume("indexer", { "oms.objecttype.created": ({ data }) => seen.add(data?.name ?? "") });
  const next = (name: string) => created(name, { subject: "a" });

  await Promise.all([bus.send(next("1")), bus.send([next("2"), next("3")]), bus.send(next("4"))]);

  expect(await seen.all).toEqual(["1", "2", "3", "4"]);
});

test.each([
  ["timeoutMs", { timeoutMs: 500 }],
  ["redeliverAfterMs", { redeliverAfterMs: 500 }],
])("a batch that may wait longer than its events is refused: %s", async (option, options) => {
  const consuming = setUp().consume(
    "indexer",
    { types: ["oms.objecttype.created"], maxWaitMs: 500, handle: async () => {} },
    options,
  );

  await expect(consuming).rejects.toMatchObject({ code: "RUNTIME_OPTION", params: { option } });
});

test("closing waits for what is running and for what it sends, and loses nothing", async () => {
  const transport = createMemoryTransport();
  const bus = setUp({ transport });
  const started = collector<string>(1);
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let sent: unknown;
  await bus.consume("cascade", {
    "oms.objecttype.created": async ({ id }) => {
      started.add(id);
      await held;
      sent = await bus.send({ type: "oms.objecttype.deleted", data: { name: "Old" } });
    },
  });
  await bus.send(created("User"));
  await started.all;

  const closed = bus.close();
  expect(bus.state).toBe("closing");
  finish();
  await closed;

  expect(sent).toMatchObject({ status: "stored" });
  expect(bus.state).toBe("closed");
});

test("closing has an end, also while somebody goes on sending", async () => {
  const bus = setUp();
  let sent = 0;
  const sending = (async () => {
    for (;;) {
      await bus.send(created("User"));
      sent += 1;
    }
  })();
  while (sent < 10) await new Promise((resolve) => setImmediate(resolve));

  await bus.close();

  await expect(sending).rejects.toMatchObject({ code: "BUS_CLOSED" });
});

test("a closed bus refuses to send and to consume, and may be closed again", async () => {
  const bus = setUp();
  await bus.close();
  await bus.close();

  await expect(bus.send(created("User"))).rejects.toMatchObject({ code: "BUS_CLOSED" });
  await expect(bus.consume("indexer", { "oms.objecttype.created": () => {} })).rejects.toMatchObject({
    code: "BUS_CLOSED",
  });
});

test.each([
  ["source", { source: "" }],
  ["sendTimeoutMs", { sendTimeoutMs: 0 }],
  ["maxUnsettled", { maxUnsettled: Number.NaN }],
  ["maxUnsettled", { maxUnsettled: 0.5 }],
])("an option that cannot be meant is refused by name: %s", (option, options) => {
  expect(() => createBus({ transport: createMemoryTransport(), source: "/a", ...options })).toThrow(
    expect.objectContaining({ code: "RUNTIME_OPTION", params: expect.objectContaining({ option }) }),
  );
});

test("a consumer that the broker has ended does not go without a word", async () => {
  const memory = createMemoryTransport();
  const ended = Promise.withResolvers<void>();
  const transport: Transport = {
    ...memory,
    subscribe: async (...asked) => ({ ...(await memory.subscribe(...asked)), closed: ended.promise }),
  };
  const error = vi.fn();
  const bus = setUp({ transport, logger: { ...noLogger, error } });
  const consumer = await bus.consume("indexer", { "oms.objecttype.created": () => {} });

  ended.reject(new Error("the stream was deleted"));
  await expect(consumer.closed).rejects.toThrow("deleted");

  expect(error).toHaveBeenCalledExactlyOnceWith("consumer ended", {
    group: "indexer",
    error: "Error",
    reason: "the stream was deleted",
  });
});

test("handlers for nothing are refused", async () => {
  await expect(setUp().consume("indexer", {})).rejects.toMatchObject({ code: "RUNTIME_OPTION" });
});

test("what cannot be handled becomes a dead letter, is told of, and is handled once it is put back", async () => {
  const transport = createMemoryTransport();
  const store = createMemoryDeadLetters({ clock: systemClock });
  const deadLetters = createDeadLetters({ store, publish: (messages) => transport.publish(messages) });
  const telemetry = createRecordingTelemetry();
  const warn = vi.fn();
  const bus = setUp({ transport, telemetry, deadLetters: store, logger: { ...noLogger, warn } });
  const seen = collector<string>(2);
  let isMended = false;
  await bus.consume(
    "indexer",
    {
      "oms.objecttype.created": ({ data }) => {
        if (data?.name === "poison" && !isMended) throw new Error("cannot index this");
        seen.add(data?.name ?? "");
      },
    },
    { retry: fixed({ attempts: 2, delayMs: 0 }) },
  );

  await bus.send([created("poison", { subject: "a" }), created("next of its key", { subject: "a" })]);
  while (seen.values.length < 1) await new Promise((resolve) => setImmediate(resolve));
  const { entries } = await deadLetters.list();
  isMended = true;
  await deadLetters.reprocess(entries[0]?.id ?? "");

  expect(await seen.all).toEqual(["next of its key", "poison"]);
  expect(entries).toMatchObject([
    { reason: "max_retries_exceeded", attempts: 2, error: { message: "cannot index this" } },
  ]);
  expect(warn).toHaveBeenCalledWith(
    "message became a dead letter",
    expect.objectContaining({
      reason: "max_retries_exceeded",
      group: "indexer",
      trouble: "cannot index this",
    }),
  );
  expect(telemetry.measured).toContainEqual({
    name: "concordat.consumer.dead_letters",
    value: 1,
    attributes: {
      "messaging.consumer.group.name": "indexer",
      "concordat.dead_letter.reason": "max_retries_exceeded",
    },
  });
});

test.each([
  ["a dead letter by default", undefined, ["schema_validation_error"]],
  ["back to the group where that is wanted", "reject", []],
] as const)(
  "with a place for dead letters an event that breaks its contract is %s",
  async (_, onInvalid, reasons) => {
    const store = createMemoryDeadLetters({ clock: systemClock });
    const judged = collector<string>(2);
    const incoming = (event: CloudEvent) => {
      judged.add(event.id);
      return event.id === "bad" ? [violation] : [];
    };
    const bus = setUp({ deadLetters: store, validate: { incoming } });
    await bus.consume(
      "indexer",
      { "oms.objecttype.created": () => {} },
      onInvalid === undefined ? {} : { onInvalid },
    );

    await bus.send([
      created("User", { id: "bad", subject: "a" }),
      created("User", { id: "good", subject: "b" }),
    ]);
    await judged.all;
    await bus.close();

    expect((await store.list()).entries.map(({ reason }) => reason)).toEqual(reasons);
  },
);

test("to ask for dead letters without a place for them is refused", async () => {
  const consumed = setUp().consume(
    "indexer",
    { "oms.objecttype.created": () => {} },
    { onInvalid: "dead-letter" },
  );

  await expect(consumed).rejects.toMatchObject({ code: "RUNTIME_OPTION", params: { option: "onInvalid" } });
});

test("a breaker that opens is told of, and stops no other type", async () => {
  const telemetry = createRecordingTelemetry();
  const bus = setUp({ telemetry });
  const seen = collector<string>(1);
  const consumer = await bus.consume(
    "indexer",
    {
      "oms.objecttype.created": () => {
        throw new Error("index is away");
      },
      "oms.objecttype.deleted": ({ data }) => seen.add(data?.name ?? ""),
    },
    { retry: fixed({ attempts: 9, delayMs: 0 }), breaker: { failureThreshold: 3 } },
  );

  await bus.send(created("User"));
  const stateOf = (type: string) => consumer.breakers.of(`indexer/oms.objecttype.${type}`).state;
  while (stateOf("created") !== "open") await new Promise((resolve) => setImmediate(resolve));
  await bus.send({ type: "oms.objecttype.deleted", data: { name: "Old" } });

  expect(await seen.all).toEqual(["Old"]);
  expect(stateOf("deleted")).toBe("closed");
  expect(telemetry.measured).toContainEqual({
    name: "concordat.breaker.state",
    value: 2,
    attributes: { "concordat.breaker.name": "indexer/oms.objecttype.created" },
  });
});
