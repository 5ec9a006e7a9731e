import { once } from "node:events";
import { request } from "node:http";
import type { Json } from "@concordat/json";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { openServer, type Sent, sendJson } from "./testing/open-server.ts";

const { ask, registry, close } = await openServer();
afterAll(close);
const json = sendJson(ask);

const type = "com.foundry.oms.objecttype.created";
const good = { specversion: "1.0", id: "e-1", source: "/oms/main", type, data: { name: "User" } };
const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([each]) => each !== name));
const batchType = "application/cloudevents-batch+json";

const before = registry.state.sequence;
afterEach(async () => {
  expect(registry.state.sequence).toBe(before);
  expect(await json(good)).toMatchObject({ status: 200, body: { valid: true } });
});

type Row = [row: string, sent: Sent | Json, status: number, code: string, pointer?: string];

function isSent(sent: Sent | Json): sent is Sent {
  return (
    typeof sent === "object" && sent !== null && ("body" in sent || "headers" in sent) && !("type" in sent)
  );
}

async function holds(sent: Sent | Json, status: number, code: string, pointer?: string) {
  const answer = await (isSent(sent) ? ask(sent) : json(sent));

  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ type: expect.stringContaining(code), hint: expect.any(String) });
  if (pointer !== undefined) expect(answer.body.pointer).toBe(pointer);
  expect(answer.text).not.toMatch(/at .*\.[jt]s:\d|node_modules/);
  return answer;
}

const structured = [["content-type", "application/cloudevents+json"]] as const;
const raw = (body: string | Uint8Array): Sent => ({ body, headers: structured });
const long = (length: number) => JSON.stringify({ ...good, data: { name: "x".repeat(length) } });
const deep = (levels: number): string => `${"[".repeat(levels)}1${"]".repeat(levels)}`;

describe("A: bytes and JSON", () => {
  const rows: readonly Row[] = [
    ["A01", raw(""), 400, "JSON_EMPTY"],
    ["A02", raw(" \r\n\t"), 400, "JSON_EMPTY"],
    ["A03", raw("{"), 400, "JSON_SYNTAX"],
    ["A04", raw('{"a":1,}'), 400, "JSON_SYNTAX"],
    ["A05", raw("{'a':1}"), 400, "JSON_SYNTAX"],
    ["A06", raw('{"a":1} // one'), 400, "JSON_SYNTAX"],
    ["A07 NaN", raw('{"a":NaN}'), 400, "JSON_SYNTAX"],
    ["A07 Infinity", raw('{"a":-Infinity}'), 400, "JSON_SYNTAX"],
    ["A08", raw("{}{}"), 400, "JSON_SYNTAX"],
    ["A10", raw(Buffer.from(JSON.stringify(good), "utf16le")), 400, "JSON_ENCODING"],
    ["A11", raw(Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])), 400, "JSON_ENCODING"],
    ["A12", raw(Buffer.from([0x22, 0xc0, 0xaf, 0x22])), 400, "JSON_ENCODING"],
    ["A13 value", raw('{"a":"\\ud800"}'), 400, "JSON_SURROGATE"],
    ["A13 key", raw('{"\\ud800":1}'), 400, "JSON_SURROGATE"],
    ["A15", raw('{"type":"a","type":"b"}'), 400, "JSON_DUPLICATE_KEY"],
    ["A16 65 levels", raw(`{"data":${deep(64)}}`), 422, "LIMIT_DEPTH"],
    ["A16 100,000 levels", raw("[".repeat(100_000)), 422, "LIMIT_DEPTH"],
    ["A17", raw(long(1 << 20)), 413, "LIMIT_EVENT_BYTES"],
    ["A17 beyond any batch", raw(" ".repeat((1 << 24) + 1)), 413, "LIMIT_BODY_BYTES"],
    ["A19", { body: "x", headers: [...structured, ["content-encoding", "gzip"]] }, 415, "MEDIA_ENCODING"],
    ["A20", raw('{"a":1e400}'), 400, "JSON_NUMBER_RANGE"],
    ["A21", raw(JSON.stringify(good).replace('"User"', "9007199254740993")), 422, "JSON_UNSAFE_INTEGER"],
    ["A23 null", raw("null"), 400, "CE_NOT_AN_EVENT"],
    ["A23 3", raw("3"), 400, "CE_NOT_AN_EVENT"],
    ["A23 text", raw('"x"'), 400, "CE_NOT_AN_EVENT"],
    ["A23 list", raw("[]"), 400, "CE_NOT_AN_EVENT"],
    ["A24 true", raw("true"), 400, "CE_NOT_AN_EVENT"],
    ["A24 false", raw("false"), 400, "CE_NOT_AN_EVENT"],
    ["A25", raw(`{"__proto__":1,${JSON.stringify(good).slice(1)}`), 400, "CE_EXT_NAME"],
  ];

  test.each(rows)("%s", async (_row, sent, status, code) => {
    await holds(sent, status, code);
  });

  test("A03: the place in the text is told", async () => {
    const { body } = await holds(raw('{\n "a": }'), 400, "JSON_SYNTAX");

    expect(body.at).toEqual({ line: 2, column: 7, offset: 8 });
  });

  test("A09: a byte order mark is no obstacle", async () => {
    expect((await ask(raw(`\ufeff${JSON.stringify(good)}`))).status).toBe(200);
  });

  test("A14, A22: NUL in data and other spellings of numbers are data like any other", async () => {
    expect((await json({ ...good, data: { name: "a\0b" } })).status).toBe(200);
    const text = JSON.stringify({ ...good, data: { name: "n" } }).replace('"n"}', '"n","extra":[-0,1.0,1]}');
    expect((await ask(raw(text))).status).toBe(200);
  });

  test("A16: 64 levels are fine", async () => {
    const text = JSON.stringify(good).replace('"User"}', `"User","extra":${deep(62)}}`);

    expect((await ask(raw(text))).status).toBe(200);
  });
});

describe("B: types of bodies", () => {
  const body = JSON.stringify(good);
  const typed = (type: string): Sent => ({ body, headers: [["content-type", type]] });
  const rows: readonly Row[] = [
    ["B01", { body, headers: [] }, 415, "MEDIA_TYPE"],
    ["B02", typed("text/plain"), 415, "MEDIA_TYPE"],
    ["B03", typed("application/json\tx"), 415, "MEDIA_TYPE"],
    ["B05", typed("application/json garbage"), 415, "MEDIA_TYPE"],
    ["B05 as an event", typed("application/cloudevents+json garbage"), 415, "MEDIA_TYPE"],
    ["B06", typed("application/cloudevents+json; charset=utf-16"), 415, "MEDIA_CHARSET"],
    ["B15", { body, headers: structured, query: "?veiw=writer" }, 400, "QUERY_UNKNOWN"],
    ["B14", { body, headers: structured, query: "?view=both" }, 400, "QUERY_INVALID"],
    ["B14 format", { body, headers: structured, query: "?format=enhancd" }, 400, "QUERY_INVALID"],
  ];

  test.each(rows)("%s", async (_row, sent, status, code) => {
    await holds(sent, status, code);
  });

  test("B25: a body that dribbles in is not waited for, a stream of lines is", async () => {
    const { url, close: end } = await openServer({ limits: { requestSeconds: 1 } });
    const dribble = async (type: string) => {
      const outgoing = request(`${url}/v1/validate`, {
        method: "POST",
        headers: { "content-type": type, "transfer-encoding": "chunked" },
      });
      outgoing.on("error", () => {});
      const answered = once(outgoing, "response");
      let pieces = 0;
      const timer = setInterval(() => {
        if (++pieces < 12) outgoing.write(" ");
        else outgoing.end("\n");
      }, 250);
      const [{ statusCode }] = await answered;
      clearInterval(timer);
      outgoing.destroy();
      return statusCode;
    };

    expect(await dribble("application/cloudevents+json")).toBe(408);
    expect(await dribble("application/x-ndjson")).toBe(200);
    await end();
  });

  test("B04: a space in front, another case and a charset are no obstacle", async () => {
    for (const type of [" application/json", "Application/CloudEvents+JSON; charset=UTF-8"])
      expect((await ask(typed(type))).status).toBe(200);
  });
});

const binary = (
  headers: Readonly<Record<string, string>>,
  more: readonly (readonly [string, string])[] = [],
): Sent => ({
  body: JSON.stringify(good.data),
  headers: [
    ["content-type", "application/json"],
    ...Object.entries({
      "ce-specversion": "1.0",
      "ce-id": "e-1",
      "ce-source": "/oms/main",
      "ce-type": type,
      ...headers,
    }),
    ...more,
  ],
});

describe("E: events", () => {
  const rows: readonly Row[] = [
    ["E01 id", without("id"), 400, "CE_MISSING_ATTR", ""],
    ["E02 source", without("source"), 400, "CE_MISSING_ATTR", ""],
    ["E03 type", without("type"), 400, "CE_MISSING_ATTR", ""],
    ["E04 specversion", without("specversion"), 400, "CE_MISSING_ATTR", ""],
    ["E05 id", { ...good, id: "" }, 400, "CE_EMPTY_ATTR", "/id"],
    ["E05 source", { ...good, source: "" }, 400, "CE_EMPTY_ATTR", "/source"],
    ["E05 type", { ...good, type: "" }, 400, "CE_EMPTY_ATTR", "/type"],
    ["E05 specversion", { ...good, specversion: "" }, 400, "CE_EMPTY_ATTR", "/specversion"],
    ["E06", { ...good, id: 5 }, 400, "CE_ATTR_TYPE", "/id"],
    ...["0.3", 1, "1.1", "2.0"].map(
      (specversion): Row => [
        `E07 ${specversion}`,
        { ...good, specversion },
        400,
        "CE_SPECVERSION",
        "/specversion",
      ],
    ),
    ...["a b", ":", "http://["].map(
      (source): Row => [`E08 ${source}`, { ...good, source }, 400, "CE_SOURCE_URI", "/source"],
    ),
    ...["yesterday", "2025-01-25T09:00:00", "2020-02-30T00:00:00Z", "2025-01-25T24:00:00Z"].map(
      (time): Row => [`E09 ${time}`, { ...good, time }, 400, "CE_TIME", "/time"],
    ),
    ["E11", { ...good, datacontenttype: "json" }, 400, "CE_CONTENT_TYPE", "/datacontenttype"],
    [
      "E11 in binary mode",
      { ...binary({}), headers: [["content-type", "json x"], ...(binary({}).headers ?? []).slice(1)] },
      400,
      "CE_CONTENT_TYPE",
    ],
    ["E12 relative", { ...good, dataschema: "created/1.0.0" }, 422, "CE_DATASCHEMA", "/dataschema"],
    [
      "E12 unknown",
      { ...good, dataschema: "https://x.example/y/1.0.0" },
      422,
      "CE_DATASCHEMA",
      "/dataschema",
    ],
    [
      "E12 of another type",
      { ...good, dataschema: "https://schemas.concordat.example/oms/objecttype/deleted/1.0.0.json" },
      422,
      "CE_DATASCHEMA",
      "/dataschema",
    ],
    ["E13 upper case", { ...good, Branch: "main" }, 400, "CE_EXT_NAME", "/Branch"],
    ["E13 underscore", { ...good, my_ext: "x" }, 400, "CE_EXT_NAME", "/my_ext"],
    ["E13 hyphen", { ...good, "my-ext": "x" }, 400, "CE_EXT_NAME", "/my-ext"],
    ["E13 no name", { ...good, "": "x" }, 400, "CE_EXT_NAME", "/"],
    ["E15 twin", { ...good, SpecVersion: "1.0" }, 400, "CE_EXT_NAME", "/SpecVersion"],
    ["E16 object", { ...good, extra: {} }, 400, "CE_EXT_TYPE", "/extra"],
    ["E16 list", { ...good, extra: [] }, 400, "CE_EXT_TYPE", "/extra"],
    ["E16 fraction", { ...good, extra: 1.5 }, 400, "CE_EXT_TYPE", "/extra"],
    ["E16 2^31", { ...good, extra: 2 ** 31 }, 400, "CE_EXT_TYPE", "/extra"],
    ["E17 control", { ...good, subject: "a\u0001" }, 400, "CE_STRING_CHARS", "/subject"],
    ["E17 noncharacter", { ...good, subject: "a\ufffe" }, 400, "CE_STRING_CHARS", "/subject"],
    ["E17 half", raw('{"specversion":"1.0","subject":"\\udc00"}'), 400, "JSON_SURROGATE"],
    ["E18", { ...good, data_base64: "e30=" }, 400, "CE_DATA_CONFLICT", "/data_base64"],
    [
      "E19 no base64",
      { ...without("data"), data_base64: "!!" } as Json,
      400,
      "CE_DATA_BASE64",
      "/data_base64",
    ],
    [
      "E19 base64url",
      { ...without("data"), data_base64: "_-8=" } as Json,
      400,
      "CE_DATA_BASE64",
      "/data_base64",
    ],
    [
      "E19 no padding",
      { ...without("data"), data_base64: "e30" } as Json,
      400,
      "CE_DATA_BASE64",
      "/data_base64",
    ],
    ["E20 %GG", binary({ "ce-subject": "a%GG" }), 400, "CE_HEADER_ENCODING", "/subject"],
    ["E20 %ff", binary({ "ce-subject": "a%ff" }), 400, "CE_HEADER_ENCODING", "/subject"],
    ["E21", binary({}, [["ce-id", "e-2"]]), 400, "CE_DUPLICATE_ATTR", "/id"],
    [
      "E23",
      binary({ "ce-datacontenttype": "application/json" }),
      400,
      "CE_DUPLICATE_ATTR",
      "/datacontenttype",
    ],
    [
      "E26",
      { body: JSON.stringify(Array(1001).fill(good)), headers: [["content-type", batchType]] },
      413,
      "LIMIT_BATCH",
    ],
    ["E27", raw(long((1 << 20) + 1)), 413, "LIMIT_EVENT_BYTES"],
    ["E30", { ...good, type: "com.foundry.oms.objecttype.creatd" }, 422, "CE_TYPE_UNKNOWN", "/type"],
    ["E32 missing", { ...good, data: {} }, 422, "DATA_INVALID", "/data"],
    ["E32 wrong type", { ...good, data: { name: 5 } }, 422, "DATA_INVALID", "/data/name"],
    ["E35", { ...good, data: '{"name":"User"}' }, 422, "DATA_INVALID", "/data"],
    [
      "E36",
      raw(JSON.stringify(good).replace('"name"', '"__proto__"')),
      422,
      "DATA_KEY_FORBIDDEN",
      "/data/__proto__",
    ],
    ["no data", without("data") as Json, 422, "DATA_INVALID", ""],
    ["no JSON in binary mode", { ...binary({}), body: "{" }, 422, "CE_DATA_JSON", "/data"],
    ["no format", raw('{"a":1}'), 400, "CE_MISSING_ATTR"],
    [
      "no format at all",
      { body: '{"a":1}', headers: [["content-type", "application/json"]] },
      400,
      "FORMAT_MEMBER",
    ],
    ["a batch that is none", { body: "{}", headers: [["content-type", batchType]] }, 400, "CE_NOT_A_BATCH"],
  ];

  test.each(rows)("%s", async (_row, sent, status, code, pointer) => {
    await holds(sent, status, code, pointer);
  });

  test("E01-E04: all that is missing is told at once", async () => {
    const { body } = await holds({ type, data: {} }, 400, "CE_MISSING_ATTR");

    expect(body.detail).toBe("the event lacks specversion, id, source");
  });

  test.each(["2016-12-31T23:59:60Z", "2025-01-25t09:00:00z", "2025-01-25T09:00:00.123456789012+09:00"])(
    "E09: %s is a time",
    async (time) => {
      expect((await json({ ...good, time })).status).toBe(200);
    },
  );

  test.each([
    ["E10", { time: "2099-01-01T00:00:00Z" }, "CE_TIME_SKEW"],
    ["E14", { abcdefghijklmnopqrstu: "x" }, "CE_EXT_NAME"],
    ["E34", { traceparent: "00-zz-00" }, "CE_TRACE_CONTEXT"],
  ])("%s is a warning, and the event is valid", async (_row, more, code) => {
    const { status, body } = await json({ ...good, ...more });

    expect([status, body.valid]).toEqual([200, true]);
    expect(body.findings).toMatchObject([{ code, severity: "warning" }]);
  });

  test("E16: null is as good as absent, as the JSON event format has it", async () => {
    expect((await json({ ...good, extra: null })).status).toBe(200);
  });

  test("E20: lower-case digits and needless escapes are read", async () => {
    expect((await ask(binary({ "ce-subject": "%e2%82%ac%41" }))).status).toBe(200);
  });

  test("E22: a structured body wins over attributes in headers", async () => {
    const { headers = [] } = binary({ "ce-type": "nonsense" });
    const sent = { body: JSON.stringify(good), headers: [...structured, ...headers.slice(1)] };

    expect((await ask(sent)).status).toBe(200);
  });

  test("E24: a batch of nothing is fine", async () => {
    expect(await json([], batchType)).toMatchObject({ status: 200, body: { total: 0, verdicts: [] } });
  });

  test("E25: one bad event of a hundred is told by its index, and hides no other", async () => {
    const events = Array.from({ length: 100 }, (_, at) => ({
      ...good,
      id: `e-${at}`,
      ...(at === 41 && { data: {} }),
    }));
    const { status, body } = await json(events, batchType);

    expect([status, body.total, body.valid, body.invalid]).toEqual([200, 100, 99, 1]);
    expect(body.verdicts[41]).toMatchObject({
      index: 41,
      id: "e-41",
      valid: false,
      findings: [{ code: "DATA_INVALID" }],
    });
    expect(body.verdicts.filter(({ valid }: { valid: boolean }) => !valid)).toHaveLength(1);
  });

  test.each([65_536, 262_144, 1_048_000])("E27: an event of %i bytes passes", async (length) => {
    expect((await ask(raw(long(length - 200)))).status).toBe(200);
  });

  test("E27: an entry of EventBridge has the limit that it has there", async () => {
    const entry = (length: number) => ({
      Source: "oms",
      DetailType: "x",
      Detail: JSON.stringify({ cloudEvents: { ...good, data: { name: "x".repeat(length) } } }),
    });

    expect((await json(entry(1000), "application/json")).status).toBe(200);
    expect(await json(entry(262_144), "application/json")).toMatchObject({
      status: 413,
      body: { code: "LIMIT_EVENT_BYTES", format: "eventbridge_entry" },
    });
  });

  test("E30: the three nearest are told, and strangers may be let through", async () => {
    const unknown = { ...good, type: "com.foundry.oms.objecttype.creatd" };
    const { body } = await json(unknown);

    expect(body.findings[0].meant).toEqual([
      "com.foundry.oms.objecttype.created",
      "com.foundry.oms.objecttype.updated",
      "com.foundry.oms.objecttype.deleted",
    ]);
    expect(await json(unknown, undefined, "?unknown=accept")).toMatchObject({
      status: 200,
      body: { valid: true, format: "cloudevent", view: "reader" },
    });
  });

  test("E32: everything is listed, twenty things at most, with what was meant", async () => {
    const bad = { ...good, id: "", data: { name: 5, primary_key: "", properties: [1] } };
    const { body } = await json(bad, undefined, "?view=writer");
    expect(body.findings.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      "/data/name",
      "/data/primary_key",
      "/data/properties/0",
      "/id",
    ]);

    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`x${at}`, at]));
    const { body: told } = await json({ ...good, data: { ...many, name: "a" } }, undefined, "?view=writer");
    expect(told.findings).toHaveLength(20);

    const { body: meant } = await json({ ...good, data: { nmae: "a" } }, undefined, "?view=writer");
    expect(meant.findings).toMatchObject([
      { rule: "required" },
      { rule: "unknown-member", suggestion: "name" },
    ]);
  });

  test("E35: an object written into a text is recognised", async () => {
    const { body } = await json({ ...good, data: '{"name":"User"}' });

    expect(body.hint).toBe("send the object itself; here it was written into a string");
  });

  test("E36: nothing is polluted", async () => {
    await ask(raw(JSON.stringify(good).replace('"name":"User"', '"__proto__":{"polluted":true}')));

    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
