import {
  type CloudEvent,
  createEvent,
  decodeStructured,
  defineEvent,
  type EventVerdict,
  encodeStructured,
  eventBridgeBinding,
  eventBuilder,
  httpBinding,
  kafkaBinding,
  natsBinding,
  redisBinding,
  structuredText,
  validateEvent,
} from "@concordat/cloudevents";
import { describe, expect, test } from "vitest";
import { catalogue, examplesOf, reader, version } from "./house.ts";

const types = [...new Set(catalogue.versions.flatMap(({ type }) => type ?? []))].filter((type) =>
  type.startsWith("com.foundry.oms."),
);
const generated = { id: "00000000-0000-7000-8000-000000000000", time: "2025-01-25T09:00:00Z" };
const everyExtension = {
  branch: "feature/schéma",
  commit: "abc123",
  author: "Jürgen 日本 <developer@example.com>",
  tenant: "t 100%",
  correlationid: "corr-123",
  causationid: "e-0",
  sequencenumber: 7,
  traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  tracestate: "a=b",
  spanid: "00f067aa0ba902b7",
  partition: 'p "3"',
};

function eventOf(verdict: EventVerdict): CloudEvent {
  expect(verdict.violations).toEqual([]);
  return verdict.event as CloudEvent;
}

test("there are twenty-nine types to try", () => {
  expect(types).toHaveLength(29);
});

describe.each(types)("%s", (type) => {
  const latest = catalogue.byType(type).at(-1);
  if (latest === undefined) throw new Error(`no contract describes ${type}`);
  const validate = reader(latest);

  test("a factory makes events of it that its contract accepts", () => {
    const make = defineEvent({ type, source: "/oms/main", dataschema: latest.uri, validateData: validate });

    for (const example of examplesOf(latest)) expect(validate(make(example).data)).toEqual({ valid: true });
    expect(() => make("no object")).toThrow(expect.objectContaining({ code: "CE_INVALID" }));
  });

  test("with every extension it survives JSON, each binding and the way back", () => {
    for (const data of examplesOf(latest)) {
      const event = createEvent({
        ...generated,
        type,
        source: "/oms/main",
        subject: "ünter/ß",
        dataschema: latest.uri,
        data,
        ...everyExtension,
      });
      const structured = eventOf(decodeStructured(encodeStructured(event)));
      expect(structured).toEqual(event);
      for (const binding of [httpBinding, natsBinding, kafkaBinding, redisBinding]) {
        const { headers, body } = binding.encode(structured);
        const received = eventOf(binding.decode({ headers, body }));
        expect(eventOf(decodeStructured(structuredText(received)))).toEqual(event);
      }
      expect(eventOf(eventBridgeBinding.decode(eventBridgeBinding.encode(event)))).toEqual(event);
    }
  });
});

/** The events that the documents of the event service print; where they say "generated", something is put in. */
describe("printed events", () => {
  const created = "com.foundry.oms.objecttype.created";
  const a = `{"specversion":"1.0","type":"${created}","source":"/oms/main","id":"${generated.id}","time":"${generated.time}","datacontenttype":"application/json","subject":"object_type/User","branch":"main","commit":"abc123","author":"developer@example.com","correlationid":"corr-123","data":{"name":"User","description":"User entity"}}`;
  const built = eventBuilder<object>(created, "/oms/main")
    .withSubject("object_type/User")
    .withData({ name: "User", description: "User entity" })
    .withOmsContext("main", "abc123", "developer@example.com")
    .withCorrelation("corr-123")
    .withId(generated.id)
    .withTime(generated.time)
    .build();

  test("A, what the builder yields, is produced and parsed exactly", () => {
    expect(built).toEqual(JSON.parse(a));
    expect(eventOf(decodeStructured(a))).toEqual(built);
  });

  test("B, what the helper yields, is produced and parsed exactly", () => {
    const b = `{"specversion":"1.0","type":"${created}","source":"/oms/main","id":"${generated.id}","time":"${generated.time}","datacontenttype":"application/json","subject":"object_type/User","branch":"main","commit":"abc123","author":"developer@example.com","data":{"name":"User","operation":"create","resource_type":"object_type","resource_id":"User"}}`;
    const event = createEvent({
      ...generated,
      type: created,
      source: "/oms/main",
      subject: "object_type/User",
      branch: "main",
      commit: "abc123",
      author: "developer@example.com",
      data: { name: "User", operation: "create", resource_type: "object_type", resource_id: "User" },
    });

    expect(JSON.parse(structuredText(event))).toEqual(JSON.parse(b));
    expect(eventOf(decodeStructured(b))).toEqual(event);
  });

  test("C, from before migration, lacks an id, and that is all that is wrong with its envelope", () => {
    const c = '{"specversion":"1.0","type":"schema.changed","source":"/oms/main","data":{}}';

    expect(decodeStructured(c).violations).toMatchObject([
      { code: "CE_MISSING_ATTR", message: "the event lacks id" },
    ]);
    expect(decodeStructured(c, { knownTypes: new Set(types) }).violations).toMatchObject([
      { code: "CE_MISSING_ATTR" },
      { code: "CE_TYPE_UNKNOWN" },
    ]);
  });

  test("D, the same after migration, is parsed and written exactly, and its data is good", () => {
    const d = `{"specversion":"1.0","type":"com.foundry.oms.schema.updated","source":"/oms/main","id":"0b1b3e3e-5f4a-5c3b-9d5e-7f0a1c2b3d4e","datacontenttype":"application/json","branch":"main","data":{"name":"main"}}`;
    const validateData = reader(version("oms/schema/updated/1.0.0"));
    const event = eventOf(decodeStructured(d, { validateData, knownTypes: new Set(types) }));

    expect(event).toEqual(JSON.parse(d));
    expect(JSON.parse(structuredText(event))).toEqual(JSON.parse(d));
  });

  test("E, A in binary mode over NATS, has these headers and this payload", () => {
    const { headers, body } = natsBinding.encode(built, "binary");

    expect(headers).toEqual({
      "ce-specversion": "1.0",
      "ce-type": created,
      "ce-source": "/oms/main",
      "ce-id": generated.id,
      "ce-time": generated.time,
      "ce-datacontenttype": "application/json",
      "ce-subject": "object_type/User",
      "ce-branch": "main",
      "ce-commit": "abc123",
      "ce-author": "developer@example.com",
      "ce-correlationid": "corr-123",
    });
    expect(Buffer.from(body).toString()).toBe('{"name":"User","description":"User entity"}');
    expect(eventOf(natsBinding.decode({ headers, body }))).toEqual(built);
  });

  test("F, what is converted for EventBridge, becomes the printed entry and comes back", () => {
    const event = eventOf(
      validateEvent({
        specversion: "1.0",
        type: created,
        source: "/oms/main",
        id: "abc-123",
        data: { name: "User" },
      }),
    );
    const entry = eventBridgeBinding.encode(event);

    expect(entry).toMatchObject({ Source: "oms.main", DetailType: "Objecttype Created" });
    expect(JSON.parse(entry.Detail).cloudEvents).toEqual(event);
    expect(eventOf(eventBridgeBinding.decode(entry))).toEqual(event);
  });
});
