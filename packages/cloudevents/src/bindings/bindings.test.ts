import { describe, expect, test } from "vitest";
import type { CloudEvent } from "../cloud-event.ts";
import { createEvent } from "../create/create-event.ts";
import type { EventVerdict } from "../validate/options.ts";
import { decodeMessage } from "./decode-message.ts";
import { createEventBridgeBinding, eventBridgeBinding } from "./event-bridge.ts";
import { encodeWithHeaders, noBytes } from "./header-binding.ts";
import { namesWith } from "./header-names.ts";
import type { HeaderStyle } from "./header-style.ts";
import { httpBinding } from "./http.ts";
import { kafkaBinding } from "./kafka.ts";
import { natsBinding } from "./nats.ts";
import { redisBinding } from "./redis.ts";

const event = createEvent({
  id: "e 1",
  type: "com.foundry.oms.objecttype.created",
  source: "/oms/main",
  time: "2025-01-25T09:00:00Z",
  subject: 'object_type/"Zoë" 🙂 100%',
  branch: "main",
  sequencenumber: 7,
  partition: "p-3",
  data: { name: "Zoë" },
});
const required = { "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/a", "ce-type": "t" };
const bytes = (text: string) => new TextEncoder().encode(text);
const codesOf = ({ violations }: EventVerdict) => violations.map(({ code, pointer }) => `${code} ${pointer}`);

describe("headers", () => {
  test("are percent-encoded over HTTP, as the binding has it", () => {
    const { headers, body } = httpBinding.encode(event);

    expect(headers).toEqual({
      "ce-specversion": "1.0",
      "ce-id": "e%201",
      "ce-type": "com.foundry.oms.objecttype.created",
      "ce-source": "/oms/main",
      "ce-time": "2025-01-25T09:00:00Z",
      "ce-subject": "object_type/%22Zo%C3%AB%22%20%F0%9F%99%82%20100%25",
      "ce-branch": "main",
      "ce-sequencenumber": "7",
      "ce-partition": "p-3",
      "content-type": "application/json",
    });
    expect(body).toEqual(Buffer.from('{"name":"Zoë"}'));
  });

  test("over NATS the content type of the data is an attribute like any other", () => {
    const { headers } = natsBinding.encode(event);

    expect(headers["ce-datacontenttype"]).toBe("application/json");
    expect(headers).not.toHaveProperty("Content-Type");
    expect(natsBinding.encode(event, "structured").headers).toEqual({
      "Content-Type": "application/cloudevents+json",
    });
  });

  test("over Kafka they are UTF-8 as it is, and the key is the partition", () => {
    const { headers, key } = kafkaBinding.encode(event);

    expect(headers.ce_subject).toBe(event.subject);
    expect(headers["content-type"]).toBe("application/json");
    expect(key).toBe("p-3");
  });

  test("in Redis they are fields, with the body as one field more", () => {
    const { fields, key } = redisBinding.encode(event);

    expect(fields).toMatchObject({ ce_branch: "main", "content-type": "application/json" });
    expect(fields.data).toEqual(Buffer.from('{"name":"Zoë"}'));
    expect(key).toBe("p-3");
    expect(redisBinding.decode({ headers: fields }).event).toEqual(event);
  });

  test("are made when they are first read, and once", () => {
    let count = 0;
    const style: HeaderStyle = {
      ...namesWith("x-"),
      contentType: "content-type",
      dataTypeHeader: "content-type",
      encodeValue: (text) => {
        count += 1;
        return text;
      },
      decodeValue: (text) => text,
    };

    const message = encodeWithHeaders(event, "binary", { style, noBody: noBytes });
    expect(message.body.length).toBeGreaterThan(0);
    expect(count).toBe(0);

    const first = message.headers;
    expect(count).toBe(9);
    expect(message.headers).toBe(first);
    expect(count).toBe(9);
  });

  test("what is absent has no header and no member", () => {
    const bare = createEvent({ type: "t", source: "/a", id: "1", time: null });

    expect(httpBinding.encode(bare).headers).toEqual(required);
    expect(Object.keys(bare).toSorted()).toEqual(["id", "source", "specversion", "type"]);
    expect(kafkaBinding.encode(bare)).toMatchObject({ body: null, key: undefined });
    expect(redisBinding.encode(bare).fields).not.toHaveProperty("data");
  });

  test.each([
    [
      "an object, capitals in it",
      { "CE-Id": "1", "Ce-Source": "/a", "ce-TYPE": "t", "ce-specversion": "1.0" },
    ],
    ["a map", new Map(Object.entries(required))],
    ["pairs", Object.entries(required)],
    ["the headers of fetch", new Headers(required)],
    ["arrays of one", Object.fromEntries(Object.entries(required).map(([name, value]) => [name, [value]]))],
    ["bytes", Object.fromEntries(Object.entries(required).map(([name, value]) => [name, bytes(value)]))],
  ])("may be handed in as %s", (_what, headers) => {
    expect(httpBinding.decode({ headers }).event).toEqual({
      specversion: "1.0",
      id: "1",
      source: "/a",
      type: "t",
    });
  });

  test.each([
    ["Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"],
    ["%e2%82%ac", "€"],
    ["%41%42", "AB"],
    ['"quoted \\" and %25"', 'quoted " and %'],
    ["  padded  ", "padded"],
  ])("%s is read as %s", (value, text) => {
    expect(httpBinding.decode({ headers: { ...required, "ce-subject": value } }).event?.subject).toBe(text);
  });

  test.each([["%GG"], ["%2"], ["%ff"], ["%C0%A0"], ["é"], ["a\u0001"]])("%j is refused", (value) => {
    expect(codesOf(httpBinding.decode({ headers: { ...required, "ce-subject": value } }))).toContain(
      "CE_HEADER_ENCODING /subject",
    );
  });

  test("bytes that are no UTF-8 are refused where values are not encoded", () => {
    const headers = { ce_specversion: "1.0", ce_id: "1", ce_source: "/a", ce_type: Uint8Array.of(0xff) };

    expect(codesOf(kafkaBinding.decode({ headers }))).toContain("CE_HEADER_ENCODING /type");
  });

  test("an attribute that comes twice is refused, whatever its spelling", () => {
    const twice = [...Object.entries(required), ["CE-ID", "2"]] as const;

    expect(codesOf(httpBinding.decode({ headers: twice }))).toEqual(["CE_DUPLICATE_ATTR /id"]);
    expect(codesOf(httpBinding.decode({ headers: { ...required, "ce-id": ["1", "2"] } }))).toEqual([
      "CE_DUPLICATE_ATTR /id",
    ]);
  });

  test("the content type of the data has one place only", () => {
    const headers = { ...required, "ce-datacontenttype": "application/json" };

    expect(codesOf(httpBinding.decode({ headers }))).toEqual(["CE_DUPLICATE_ATTR /datacontenttype"]);
    expect(natsBinding.decode({ headers }).valid).toBe(true);
  });

  test("data cannot come as a header", () => {
    expect(codesOf(httpBinding.decode({ headers: { ...required, "ce-data": "x" } }))).toEqual([
      "CE_EXT_NAME /data",
    ]);
  });

  test("a known integer is one again, and other extensions are text, whatever they were", () => {
    const headers = { ...required, "ce-sequencenumber": "7", "ce-mine": "7", "ce-flag": "true" };

    expect(httpBinding.decode({ headers }).event).toMatchObject({
      sequencenumber: 7,
      mine: "7",
      flag: "true",
    });
    expect(codesOf(httpBinding.decode({ headers: { ...required, "ce-sequencenumber": "07" } }))).toEqual([
      "CE_EXT_TYPE /sequencenumber",
    ]);
  });
});

describe("modes", () => {
  const structured = '{"specversion":"1.0","id":"inner","source":"/a","type":"t"}';

  test("a structured content type wins over attributes in headers", () => {
    const headers = { ...required, "content-type": "application/CloudEvents+JSON; charset=utf-8" };

    expect(httpBinding.decode({ headers, body: structured }).event?.id).toBe("inner");
    expect(
      natsBinding.decode({ headers: { "content-type": "application/cloudevents" }, body: structured }).event
        ?.id,
    ).toBe("inner");
  });

  test.each([["application/cloudevents-batch+json"], ["application/cloudevents+avro"]])(
    "%s is not taken for binary mode",
    (contentType) => {
      const headers = { ...required, "content-type": contentType };

      expect(codesOf(httpBinding.decode({ headers, body: "[]" }))).toEqual(["CE_MODE_UNKNOWN "]);
    },
  );

  test("a second content type is refused in either mode", () => {
    const first = ["content-type", "application/json"] as const;
    const second = ["Content-Type", "application/cloudevents+json"] as const;

    for (const pair of [
      [first, second],
      [second, first],
    ])
      expect(
        codesOf(httpBinding.decode({ headers: [...Object.entries(required), ...pair], body: structured })),
      ).toEqual(["CE_DUPLICATE_ATTR /datacontenttype"]);
  });

  test("a body that something has parsed already is not taken for data", () => {
    const body = { a: 1 } as unknown as Uint8Array;

    for (const type of ["application/json", "application/cloudevents+json"])
      expect(codesOf(httpBinding.decode({ headers: { ...required, "content-type": type }, body }))).toEqual([
        "CE_BODY_TYPE ",
      ]);
  });

  test("JSON data without a content type gets the one that was implied", () => {
    const implied = {
      specversion: "1.0",
      id: "1",
      source: "/a",
      type: "t",
      data: "I'm just a string",
    } as CloudEvent;
    const { headers, body } = httpBinding.encode(implied);

    expect(headers["content-type"]).toBe("application/json");
    expect(httpBinding.decode({ headers, body }).event).toEqual({
      ...implied,
      datacontenttype: "application/json",
    });
  });

  test("a body that is no JSON although it should be is told with its place", () => {
    const headers = { ...required, "content-type": "application/json" };
    const { violations } = httpBinding.decode({ headers, body: '{"a":1,"a":2}' });

    expect(violations).toMatchObject([{ code: "CE_DATA_JSON", pointer: "/data" }]);
    expect(violations[0]?.message).toContain("line 1, column 8");
  });

  test("everything that is wrong is listed, in headers and in the body", () => {
    const headers = {
      "ce-specversion": "0.3",
      "ce-id": "%GG",
      "ce-source": "",
      "content-type": "application/json",
    };

    expect(codesOf(httpBinding.decode({ headers, body: "{" })).toSorted()).toEqual([
      "CE_DATA_JSON /data",
      "CE_EMPTY_ATTR /source",
      "CE_HEADER_ENCODING /id",
      "CE_MISSING_ATTR ",
      "CE_SPECVERSION /specversion",
    ]);
  });

  test("a message of nobody knows which binding is read by the names of its headers", () => {
    for (const binding of [httpBinding, natsBinding, kafkaBinding, redisBinding])
      for (const mode of ["binary", "structured"] as const) {
        const { headers, body } = binding.encode(event, mode);
        expect(decodeMessage({ headers, body }).event).toEqual(event);
      }
    expect(decodeMessage({ headers: redisBinding.encode(event).fields }).event).toEqual(event);
    expect(decodeMessage({ headers: {}, body: structured }).event?.id).toBe("inner");
  });
});

describe("limits", () => {
  const large = (size: number) => createEvent({ type: "t", source: "/a", data: "x".repeat(size) });

  test("64 KiB pass everywhere", () => {
    const fits = large(65_000);

    for (const binding of [httpBinding, natsBinding, kafkaBinding, redisBinding])
      for (const mode of ["binary", "structured"] as const) {
        const { headers, body } = binding.encode(fits, mode);
        expect(binding.decode({ headers, body }).event).toEqual(fits);
      }
    expect(eventBridgeBinding.decode(eventBridgeBinding.encode(fits)).event).toEqual(fits);
  });

  test("1 MiB and a byte is refused before it is sent, and before it is read", () => {
    const tooLarge = large((1 << 20) + 1);

    for (const mode of ["binary", "structured"] as const)
      expect(() => httpBinding.encode(tooLarge, mode)).toThrow(
        expect.objectContaining({ code: "LIMIT_EVENT_BYTES" }),
      );
    const headers = { ...required, "content-type": "text/plain" };
    expect(codesOf(httpBinding.decode({ headers, body: "x".repeat((1 << 20) + 1) }))).toEqual([
      "LIMIT_EVENT_BYTES ",
    ]);
    expect(httpBinding.encode(tooLarge, "binary", { maxBytes: 2 << 20 }).body.length).toBeGreaterThan(
      1 << 20,
    );
  });

  test("an EventBridge entry has a limit of its own", () => {
    expect(() => eventBridgeBinding.encode(large(262_144))).toThrow(
      expect.objectContaining({ code: "LIMIT_EVENT_BYTES" }),
    );
    expect(createEventBridgeBinding({ maxEntryBytes: 1 << 20 }).encode(large(262_144)).DetailType).toBe("T");
  });
});

describe("EventBridge", () => {
  test("an entry has the source, the type, the event and what rules like to match", () => {
    const clock = { now: () => Date.UTC(2025, 0, 25, 9, 0, 1) };
    const traced = createEvent({
      ...event,
      traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    });
    const entry = createEventBridgeBinding({ eventBusName: "oms-events", clock }).encode(traced);

    expect(entry).toMatchObject({
      Source: "oms.main",
      DetailType: "Objecttype Created",
      EventBusName: "oms-events",
      Time: new Date(Date.UTC(2025, 0, 25, 9)),
      TraceHeader: "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1",
    });
    expect(JSON.parse(entry.Detail)).toEqual({
      cloudEvents: traced,
      omsContext: { branch: "main", sequencenumber: 7, partition: "p-3" },
      eventBridgeMetadata: {
        converted_at: "2025-01-25T09:00:01.000Z",
        converter_version: "1.0",
        original_source: "/oms/main",
        event_bus_name: "oms-events",
      },
    });
  });

  test("what a transport has to say stands in the metadata, and an event that is written out is not written again", () => {
    const text = '{"specversion":"1.0","id":"as it came","source":"/oms/main","type":"t"}';
    const entry = eventBridgeBinding.encode(event, { metadata: { address: "orders" }, text });
    const detail = JSON.parse(entry.Detail);

    expect(detail.eventBridgeMetadata).toMatchObject({ address: "orders", original_source: "/oms/main" });
    expect(detail.cloudEvents).toEqual(JSON.parse(text));
  });

  test.each([
    [undefined],
    [null],
    [5],
    [{}],
    [{ Detail: "{" }],
    [{ detail: { cloudEvents: 5 } }],
    [{ Detail: "[]" }],
  ])("%j is no event", (value) => {
    expect(eventBridgeBinding.decode(value).valid).toBe(false);
  });
});
