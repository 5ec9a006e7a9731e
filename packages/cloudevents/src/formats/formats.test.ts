import fc from "fast-check";
import { expect, test } from "vitest";
import type { Format } from "./format.ts";
import { createFormats, knownFormats } from "./formats.ts";
import { settle } from "./settle.ts";
import { event, examplesIn, omsTypes } from "./testing/oms.ts";

const formats = createFormats({ types: [...omsTypes, "UserRegistered", "schema.changed"] });

test.each([
  ["oms/envelope/cloudevent", "enhanced", 2],
  ["oms/legacy/cloudevent", "legacy_cloudevent", 2],
  ["oms/legacy/schema-changed", "legacy_cloudevent", 2],
  ["oms/legacy/outbox-event", "outbox_event", 2],
  ["oms/legacy/nats-message", "nats_message", 2],
  ["oms/legacy/custom-event", "custom", 3],
  ["eventbus/message", "domain_event", 2],
  ["aws/eventbridge/entry", "eventbridge_entry", 2],
])("the examples of %s are taken for %s", (folder, name, count) => {
  const examples = examplesIn(folder).filter(({ type }) => type !== "com.example.ontology.exported");

  expect(examples).toHaveLength(count);
  expect(examples.map(formats.detect)).toEqual(Array(count).fill(name));
});

test.each(["oms/legacy", "eventbus/message", "aws/eventbridge/entry", "oms/envelope/cloudevent"])(
  "whatever stands in the examples of %s, an event of a current type comes out",
  (folder) => {
    for (const example of examplesIn(folder)) {
      if (example.type === "com.example.ontology.exported") continue;
      const result = formats.readAny(example);

      expect(result).toHaveProperty("event.id");
      expect([...omsTypes, "UserRegistered"]).toContain("event" in result && result.event.type);
    }
  },
);

test("a row of the outbox keeps its id, its time, and who did what where", () => {
  const row = {
    id: "out-1",
    event_type: "object_type.created",
    payload: { name: "User" },
    created_at: "2025-06-26T10:00:00Z",
    status: "failed",
    retry_count: 5,
    branch: "feature/größe",
    commit_id: "abc123",
    author: "developer@example.com",
  };

  expect(formats.readAny(row)).toEqual({
    format: "outbox_event",
    event: event({
      id: "out-1",
      source: "/oms/feature/gr%C3%B6%C3%9Fe",
      type: "com.foundry.oms.objecttype.created",
      time: "2025-06-26T10:00:00Z",
      datacontenttype: "application/json",
      branch: "feature/größe",
      commit: "abc123",
      author: "developer@example.com",
      data: { name: "User" },
    }),
  });
});

test("headers of a NATS message go before what its subject tells, whatever their case", () => {
  const message = {
    subject: "oms.objecttype.created",
    data: '{"name":"User"}',
    headers: {
      "Ce-Id": "abc-123",
      "CE-Type": "schema.changed",
      "ce-source": "/oms/main",
      "ce-subject": "schema/Gr%C3%B6%C3%9Fe",
      "ce-sequencenumber": "41",
      "ce-author": "100%",
      "ce-specversion": "1.0",
      "Nats-Msg-Id": "other",
      "X-Other": "left behind",
    },
    timestamp: "2025-06-26T10:00:00Z",
  };

  expect(formats.readAny(message)).toEqual({
    format: "nats_message",
    event: event({
      type: "com.foundry.oms.schema.updated",
      subject: "schema/Größe",
      time: "2025-06-26T10:00:00Z",
      datacontenttype: "application/json",
      branch: "main",
      author: "100%",
      sequencenumber: 41,
      data: { name: "User" },
    }),
  });
});

test.each([
  [{ name: "User" }, { name: "User" }],
  ['{"name":"User"}', { name: "User" }],
  ["eyJuYW1lIjoiVXNlciJ9", { name: "User" }],
  ["AP8=", Uint8Array.of(0, 255)],
  ["no JSON", "no JSON"],
])("the payload %j of a NATS message is %j", (data, read) => {
  const message = { subject: "oms.objecttype.created", data, headers: { "Nats-Msg-Id": "1" } };

  expect(formats.readAny(message)).toMatchObject({ event: { id: "1", source: "/oms", data: read } });
});

test("a made-up event has its data in one place or all over it", () => {
  const facts = { event_type: "objecttype.created", event_id: "cust-1", user: "developer@example.com" };
  const metadata = {
    branch: "main",
    commit_id: "abc123",
    correlation_id: "corr-1",
    ce_tenant: "acme",
    other: {},
  };
  const expected = {
    id: "cust-1",
    type: "com.foundry.oms.objecttype.created",
    author: "developer@example.com",
    branch: "main",
    commit: "abc123",
    correlationid: "corr-1",
    tenant: "acme",
    datacontenttype: "application/json",
    data: { name: "User" },
  };

  expect(formats.readAny({ ...facts, metadata, data: { name: "User" } })).toEqual({
    format: "custom",
    event: event(expected),
  });
  expect(formats.readAny({ ...facts, metadata, name: "User" })).toEqual({
    format: "custom",
    event: event(expected),
  });
});

test("an event that came by EventBridge is the one that went there, put or delivered", () => {
  const [, entry = {}] = examplesIn("aws/eventbridge/entry");
  const detail = JSON.parse(String(entry.Detail));
  const delivered = { source: "oms.main", "detail-type": "Objecttype Created", detail };

  expect(formats.readAny(entry)).toEqual({ format: "eventbridge_entry", event: event(detail.cloudEvents) });
  expect(formats.readAny(delivered)).toEqual({
    format: "eventbridge_entry",
    event: event(detail.cloudEvents),
  });
});

test.each([
  ["outbox_event", { event_type: 1, payload: {} }, "FORMAT_MEMBER"],
  ["outbox_event", { event_type: "a.b", payload: {} }, "TYPE_UNMAPPED"],
  ["outbox_event", { event_type: "branch.merged", payload: {}, id: "" }, "CE_EMPTY_ATTR"],
  ["nats_message", { subject: "oms.branch.merged", data: 1, headers: [] }, "FORMAT_MEMBER"],
  ["nats_message", { subject: "oms.branch.merged", data: 1, headers: { "a/b": 1 } }, "FORMAT_MEMBER"],
  ["nats_message", { subject: "", data: 1 }, "FORMAT_MEMBER"],
  ["custom", { event: "branch.merged", timestamp: "2025-06-26T10:00:00" }, "CE_TIME"],
  ["eventbridge_entry", { DetailType: "Branch Merged", Detail: "{" }, "JSON_SYNTAX"],
  ["eventbridge_entry", { DetailType: "Branch Merged", Detail: {} }, "CE_NOT_AN_EVENT"],
  ["enhanced", { specversion: "1.0", type: "com.foundry.oms.branch.merged" }, "CE_MISSING_ATTR"],
])("a flawed %s is told as one: %j", (format, value, code) => {
  expect(formats.readAny(value)).toMatchObject({ format, violations: [{ code }] });
});

test.each([[undefined], [null], [5], ["text"], [[]], [{}], [{ nmae: "User", other: 1 }]])(
  "%j is of no format, and that is all",
  (value) => {
    expect(formats.readAny(value)).toEqual({
      violations: [expect.objectContaining({ code: "UNKNOWN_FORMAT" })],
    });
  },
);

test("whatever members a value has, every format has an answer", () => {
  const name = fc.oneof(
    fc.constantFrom(
      "specversion",
      "type",
      "source",
      "id",
      "time",
      "data",
      "data_base64",
      "adapter",
      "ce_branch",
    ),
    fc.constantFrom(
      "event_type",
      "event",
      "payload",
      "subject",
      "headers",
      "metadata",
      "event_data",
      "version",
    ),
    fc.constantFrom("Detail", "detail", "detail-type", "DetailType", "__proto__", "ce___proto__"),
    fc.string({ unit: "binary" }),
  );
  const odd = fc.constantFrom("oms.branch.merged", "schema.changed", "\ud800", "/oms/%", "{", "e30=", "1.0");
  const value = fc.oneof({ weight: 3, arbitrary: odd }, fc.jsonValue(), fc.string({ unit: "binary" }));
  const members = fc.array(fc.tuple(name, value), { maxLength: 12 });
  fc.assert(
    fc.property(members, fc.constantFrom(...formats.names()), (pairs, format) => {
      const given = Object.fromEntries(pairs);
      for (const result of [formats.readAny(given), formats.readAs(format, given)])
        expect("event" in result || result.violations.length > 0).toBe(true);
    }),
  );
});

test("every format reads anything without throwing", () => {
  const odd = [null, "", 0, [], {}, { type: 1 }, { data: { a: [null] } }, "oms.branch.merged"];
  for (const { name } of knownFormats)
    for (const member of [
      "event_type",
      "event",
      "type",
      "subject",
      "data",
      "metadata",
      "event_data",
      "Detail",
      "headers",
    ])
      for (const value of odd) {
        const result = formats.readAs(name, { specversion: "1.0", type: "schema.changed", [member]: value });

        expect("event" in result || result.violations.length > 0).toBe(true);
      }
});

test("an event out of nothing but a format's word for it", () => {
  expect(() => formats.readAs("outbox", {})).toThrow(
    expect.objectContaining({ code: "FORMAT_UNREGISTERED" }),
  );
  expect(() => formats.write("custom", event({ type: "com.foundry.oms.branch.merged" }))).toThrow(
    expect.objectContaining({ code: "FORMAT_READ_ONLY" }),
  );
});

test("a format of one's own is asked first, once", () => {
  const ours: Format = {
    name: "ours",
    detects: ({ kind }) => kind !== undefined,
    read: (value, context) => settle({ name: String(value.kind), origin: value, id: "1" }, context),
  };
  const extended = createFormats({ types: omsTypes });
  extended.register(ours);

  expect(extended.names()).toEqual(["ours", ...knownFormats.map(({ name }) => name)]);
  expect(extended.readAny({ kind: "branch.merged", event_type: "x" })).toMatchObject({
    format: "ours",
    event: { type: "com.foundry.oms.branch.merged" },
  });
  expect(() => extended.register(ours)).toThrow(expect.objectContaining({ code: "FORMAT_TAKEN" }));
});
