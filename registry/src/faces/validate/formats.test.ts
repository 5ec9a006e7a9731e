import {
  type CloudEvent,
  eventBridgeBinding,
  httpBinding,
  kafkaBinding,
  redisBinding,
  validateEvent,
} from "@concordat/cloudevents";
import type { Json } from "@concordat/json";
import { afterAll, describe, expect, test } from "vitest";
import { deprecate } from "../../core/commands/deprecate.ts";
import { guidOf } from "../../core/content.ts";
import { openServer, registerSchema, sendJson } from "./testing/open-server.ts";

const { ask, registry, close } = await openServer();
afterAll(close);
const json = sendJson(ask);

const type = "com.foundry.oms.objecttype.created";
const value = {
  specversion: "1.0",
  id: "e-1",
  source: "/oms/main",
  type,
  subject: "object_type/User",
  time: "2025-01-25T09:00:00Z",
  datacontenttype: "application/json",
  data: { name: "User" },
};
const event = eventOf(value);
const badData: CloudEvent = { ...event, data: { name: 5 } };

function eventOf(members: Json): CloudEvent {
  const verdict = validateEvent(members);
  if (verdict.valid) return verdict.event;
  throw new Error("the event is not valid");
}

const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString();
const texts = (fields: Readonly<Record<string, string | Uint8Array>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, each]) => [name, typeof each === "string" ? each : text(each)]),
  );

function kafkaRecord(of: CloudEvent): Json {
  const { headers, body } = kafkaBinding.encode(of);
  return { topic: "oms", key: "User", headers, value: text(body) };
}

describe("one event gives one verdict, however it travels", () => {
  const ways: readonly (readonly [name: string, format: string, make: (of: CloudEvent) => Json])[] = [
    ["structured", "cloudevent", (of) => of as unknown as Json],
    ["a record of Kafka, binary", "kafka", kafkaRecord],
    [
      "a record of Kafka, structured, headers as pairs",
      "kafka",
      (of) => {
        const { headers, body } = kafkaBinding.encode(of, "structured");
        return {
          headers: Object.entries(headers).map(([key, each]) => ({ key, value: each })),
          value: text(body),
        };
      },
    ],
    [
      "a record of Kafka, bytes in base64",
      "kafka",
      (of) => {
        const { headers, body } = kafkaBinding.encode(of);
        const inBase64 = Object.entries(headers).map(([key, each]) => [
          key,
          { base64: Buffer.from(each).toString("base64") },
        ]);
        return { headers: inBase64 as Json, value_base64: Buffer.from(body ?? []).toString("base64") };
      },
    ],
    ["fields of a Redis stream", "redis", (of) => texts(redisBinding.encode(of).fields)],
    [
      "an entry for EventBridge",
      "eventbridge_entry",
      (of) => eventBridgeBinding.encode(of) as unknown as Json,
    ],
    [
      "an event that EventBridge delivers",
      "eventbridge_entry",
      (of) => {
        const { Source, DetailType, Detail } = eventBridgeBinding.encode(of);
        return { version: "0", source: Source, "detail-type": DetailType, detail: JSON.parse(Detail) };
      },
    ],
    [
      "the message of the event bus on Redis",
      "domain_event",
      ({ data }) => ({
        event_id: "e-1",
        event_type: "objecttype.created",
        aggregate_id: "User",
        aggregate_type: "object_type",
        version: "1",
        event_data: JSON.stringify(data),
        metadata: JSON.stringify({ timestamp: "2025-01-25T09:00:00Z" }),
      }),
    ],
    [
      "an old row of the outbox",
      "outbox_event",
      ({ data }) => ({ id: "1", event_type: "objecttype.created", payload: data as Json }),
    ],
    [
      "an old message of NATS",
      "nats_message",
      ({ data }) => ({
        subject: "oms.objecttype.created",
        data: JSON.stringify(data),
        headers: { "ce-id": "1" },
      }),
    ],
    [
      "an old CloudEvent",
      "legacy_cloudevent",
      ({ data }) => ({
        specversion: "1.0",
        type: "objecttype.created",
        source: "/oms",
        ce_branch: "main",
        data: data as Json,
      }),
    ],
    [
      "what somebody made up",
      "custom",
      ({ data }) => ({
        event_type: "objecttype.created",
        timestamp: "2025-01-25T09:00:00Z",
        data: data as Json,
      }),
    ],
  ];

  test.each(ways)("%s", async (_name, format, make) => {
    expect(await json(make(event), "application/json")).toMatchObject({
      status: 200,
      body: { valid: true, format, contract: "oms/objecttype/created", version: "1.1.0", view: "reader" },
    });
    const refused = await json(make(badData), "application/json");
    expect(refused).toMatchObject({ status: 422, body: { code: "DATA_INVALID", format, valid: false } });
    expect(refused.body.findings).toMatchObject([
      { pointer: "/data/name", message: "/data/name must be a string, but is the number 5" },
    ]);
    // What it looks like may also be said.
    expect((await json(make(event), "application/json", `?format=${format}`)).body.format).toBe(format);
  });

  test("headers of HTTP", async () => {
    const { headers, body } = httpBinding.encode(event);
    const sent = { body, headers: Object.entries(headers) };

    expect(await ask(sent)).toMatchObject({ status: 200, body: { format: "cloudevent", valid: true } });
    expect(await ask({ ...sent, body: '{"name":5}' })).toMatchObject({
      status: 422,
      body: { pointer: "/data/name" },
    });
  });

  test("a batch may hold events of several formats", async () => {
    const all = ways.map(([, , make]) => make(event));
    const { body } = await json(all, "application/json");

    expect([body.total, body.valid]).toEqual([ways.length, ways.length]);
    expect(body.verdicts.map(({ format }: { format: string }) => format)).toEqual(
      ways.map(([, format]) => format),
    );
  });

  test.each([
    ["a record whose headers are none", { headers: 5, value: "x" }, "RECORD_MEMBER"],
    ["a record whose value is no base64", { headers: {}, value_base64: "!" }, "RECORD_MEMBER"],
    [
      "old words for a type that nobody has",
      { id: "1", event_type: "objecttyp.creatd", payload: {} },
      "TYPE_UNMAPPED",
    ],
    [
      "a checksum that lies",
      { ...(ways[7]?.[2](event) as object), metadata: { checksum: "sha256:0" } },
      "CHECKSUM_MISMATCH",
    ],
  ])("%s", async (_name, bad, code) => {
    const { status, body } = await json(bad as Json, "application/json");

    expect([status < 500, body.code]).toEqual([true, code]);
  });
});

describe("which version", () => {
  const at = (version: string) => `https://schemas.concordat.example/oms/objecttype/created/${version}.json`;

  test.each([
    ["its $id", at("1.0.0"), "1.0.0"],
    ["its address at a registry", "http://registry.internal:8081/oms/objecttype/created/1.0.0", "1.0.0"],
    ["nothing: the newest", undefined, "1.1.0"],
  ])("%s", async (_way, dataschema, version) => {
    const { body } = await json({ ...value, ...(dataschema && { dataschema }) });

    expect(body).toMatchObject({ valid: true, version });
  });

  test("the writer view minds members that nobody declared", async () => {
    const more = { ...value, data: { name: "User", nickname: "U" } };

    expect((await json(more)).body.valid).toBe(true);
    expect((await json(more, undefined, "?view=writer")).body).toMatchObject({
      view: "writer",
      findings: [{ rule: "unknown-member", pointer: "/data/nickname" }],
    });
  });

  test("a deprecated version is told, and from its sunset on refused", async () => {
    const subject = "oms.objecttype.deleted";
    const deleted = { ...value, type: "com.foundry.oms.objecttype.deleted", data: { name: "User" } };
    const version = registry.state.subject(subject)?.versions.at(-1)?.version ?? 0;
    const origin = { actor: "somebody" };
    await registry.execute(deprecate(subject, version, { sunset: "2999-01-01" }), origin);
    const told = await json(deleted);
    expect(told).toMatchObject({ status: 200, body: { valid: true, deprecation: { sunset: "2999-01-01" } } });
    expect(told.headers).toMatchObject({ deprecation: /^@\d+$/, sunset: "Tue, 01 Jan 2999 00:00:00 GMT" });

    await registry.execute(deprecate(subject, version, { sunset: "2020-01-01" }), origin);
    expect(await json(deleted)).toMatchObject({ status: 422, body: { code: "CONTRACT_RETIRED" } });
  });
});

describe("values that a serializer of Confluent Schema Registry wrote", async () => {
  const subject = "orders-value";
  const order = { type: "object", properties: { total: { type: "number" } }, required: ["total"] };
  const { id, content } = await registerSchema(registry, subject, order);
  const stored = registry.state.content(content);
  const guid = stored === undefined ? "" : guidOf(stored);
  const withId = (payload: string) => Buffer.concat([Buffer.from([0, 0, 0, 0, id]), Buffer.from(payload)]);
  const withGuid = (payload: string) =>
    Buffer.concat([Buffer.from([1]), Buffer.from(guid.replaceAll("-", ""), "hex"), Buffer.from(payload)]);
  const raw = (body: Uint8Array) => ask({ body, headers: [["content-type", "application/octet-stream"]] });
  const valid = { valid: true, format: "confluent", contract: subject, version: "1", view: "reader" };

  test("the id in front, or the guid", async () => {
    expect((await raw(withId('{"total":5}'))).body).toEqual(valid);
    expect((await raw(withGuid('{"total":5}'))).body).toEqual(valid);
    expect(await raw(withId('{"total":"5"}'))).toMatchObject({
      status: 422,
      body: {
        code: "DATA_INVALID",
        pointer: "/total",
        contract: subject,
        detail: '/total must be a number, but is the string "5"',
      },
    });
  });

  test("in a record, in front of the value or in a header", async () => {
    const header = { base64: withGuid("").toString("base64") };
    for (const record of [
      { headers: {}, value_base64: withId('{"total":5}').toString("base64") },
      { headers: { __value_schema_id: header }, value: '{"total":5}' },
      { headers: { __value_schema_id: guid }, value: { total: 5 } },
    ])
      expect((await json(record, "application/json")).body).toEqual({ ...valid, format: "kafka" });
  });

  test("an event whose data is marked is judged by the mark", async () => {
    const { headers } = kafkaBinding.encode({ ...event, type: "orders.placed" });
    const record = { headers, value_base64: withId('{"total":"5"}').toString("base64") };

    expect(await json(record, "application/json")).toMatchObject({
      status: 422,
      body: { code: "DATA_INVALID", pointer: "/data/total", contract: subject },
    });
  });

  test("dataschema may be an address on that face", async () => {
    const placed = { ...value, type: "orders.placed", data: { total: 5 } };
    for (const path of [
      `schemas/ids/${id}`,
      `confluent/schemas/guids/${guid}`,
      `subjects/${subject}/versions/1`,
    ])
      expect((await json({ ...placed, dataschema: `http://localhost:8081/${path}` })).body).toMatchObject({
        valid: true,
        contract: subject,
      });
  });

  test.each([
    ["an id that nobody has", withId("{}").fill(9, 1, 5), "SCHEMA_MARK_UNKNOWN"],
    ["no JSON behind it", withId("{"), "JSON_SYNTAX"],
    ["too few bytes", Buffer.from([0, 1]), "FRAME_UNKNOWN"],
  ])("%s", async (_what, bytes, code) => {
    const { status, body } = await raw(bytes);

    expect([status === 400 || status === 422, body.code]).toEqual([true, code]);
  });
});
