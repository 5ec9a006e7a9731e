import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ValidateOptions } from "./options.ts";
import { validateEvent } from "./validate-event.ts";

const good = { specversion: "1.0", id: "1", source: "/oms/main", type: "com.example.made" };
const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

function codesOf(value: unknown, options?: ValidateOptions): string[] {
  return validateEvent(value, options).violations.map(
    ({ code, pointer, severity }) => `${severity === "warning" ? "warning " : ""}${code} ${pointer}`,
  );
}

describe("what is good", () => {
  test.each([
    ["the four required attributes", {}],
    [
      "all that the specification has",
      {
        subject: "object_type/User",
        time: "2025-01-25T09:00:00Z",
        datacontenttype: "application/json",
        dataschema: "https://schemas.example.com/a/1.0.0.json",
        data: { name: "User" },
      },
    ],
    [
      "every known extension",
      {
        branch: "main",
        commit: "abc123",
        author: "developer@example.com",
        tenant: "t",
        correlationid: "corr-123",
        causationid: "c",
        sequencenumber: 0,
        traceparent: trace,
        tracestate: "a=b",
        spanid: "00f067aa0ba902b7",
        partition: "p",
      },
    ],
    [
      "free extensions of every type",
      { text: "", flag: false, count: -2147483648, most: 2147483647, x20charactersxxxxxxx: "" },
    ],
    ["a source that is a URN", { source: "urn:event:from:myapi/resource/123" }],
    ["a source that is an address", { source: "https://[::1]:8080/a/b?c=d#e" }],
    ["a source with percent-encoded letters", { source: "/caf%C3%A9" }],
    ["small t and z, twelve digits of a second", { time: "2020-02-29t23:59:59.123456789012z" }],
    ["an offset", { time: "2020-02-29T00:00:00+05:45" }],
    ["a leap second", { time: "1990-12-31T15:59:60-08:00" }],
    ["letters from beyond the first plane", { subject: "Zoë 🙂", id: "日本" }],
    ["a content type with parameters", { datacontenttype: 'text/plain; charset="utf-8"', data: "x" }],
    ["null as data", { data: null }],
    ["a JSON string as data", { data: '{"not":"parsed"}' }],
  ])("%s", (_what, more) => {
    const value = { ...good, ...more };

    expect(validateEvent(value)).toEqual({ valid: true, event: value, violations: [] });
  });

  test("the event is a frozen copy, and its data the very value", () => {
    const value = { ...good, data: { name: "User" } };
    const { event } = validateEvent(value);

    expect(Object.isFrozen(event)).toBe(true);
    expect(event).not.toBe(value);
    expect(event?.data).toBe(value.data);
    expect(Object.isFrozen(value)).toBe(false);
  });

  test("what is undefined is absent", () => {
    expect(Object.keys(validateEvent({ ...good, subject: undefined }).event ?? {})).toEqual(
      Object.keys(good),
    );
  });
});

describe("bad attributes", () => {
  const row = (what: string, more: object, ...codes: string[]) => [what, more, codes] as const;

  test.each([
    row("no id", { id: undefined }, "CE_MISSING_ATTR "),
    row("no source", { source: undefined }, "CE_MISSING_ATTR "),
    row("no type", { type: undefined }, "CE_MISSING_ATTR "),
    row("no specversion", { specversion: undefined }, "CE_MISSING_ATTR "),
    row("an empty id", { id: "" }, "CE_EMPTY_ATTR /id"),
    row("an empty source", { source: "" }, "CE_EMPTY_ATTR /source"),
    row("an empty type", { type: "" }, "CE_EMPTY_ATTR /type"),
    row("an empty specversion", { specversion: "" }, "CE_EMPTY_ATTR /specversion"),
    row("an empty subject", { subject: "" }, "CE_EMPTY_ATTR /subject"),
    row("an empty time", { time: "" }, "CE_EMPTY_ATTR /time"),
    row("an id that is a number", { id: 1 }, "CE_ATTR_TYPE /id"),
    row("a subject that is null", { subject: null }, "CE_ATTR_TYPE /subject"),
    row("a type that is an array", { type: ["a"] }, "CE_ATTR_TYPE /type"),
    row("version 0.3", { specversion: "0.3" }, "CE_SPECVERSION /specversion"),
    row("version 1, a number", { specversion: 1 }, "CE_SPECVERSION /specversion"),
    row("version 1.1", { specversion: "1.1" }, "CE_SPECVERSION /specversion"),
    row("version 2.0", { specversion: "2.0" }, "CE_SPECVERSION /specversion"),
    row("a source with a space", { source: "a b" }, "CE_SOURCE_URI /source"),
    row("a source of one colon", { source: ":" }, "CE_SOURCE_URI /source"),
    row("a source with an open bracket", { source: "http://[" }, "CE_SOURCE_URI /source"),
    row("a source with a half escape", { source: "/a%2" }, "CE_SOURCE_URI /source"),
    row("yesterday", { time: "yesterday" }, "CE_TIME /time"),
    row("a time without zone", { time: "2020-02-29T10:00:00" }, "CE_TIME /time"),
    row("the 30th of February", { time: "2020-02-30T10:00:00Z" }, "CE_TIME /time"),
    row("the 29th of February 1900", { time: "1900-02-29T10:00:00Z" }, "CE_TIME /time"),
    row("24:00", { time: "2020-02-29T24:00:00Z" }, "CE_TIME /time"),
    row("a leap second at noon", { time: "2020-02-29T12:00:60Z" }, "CE_TIME /time"),
    row("a point without digits", { time: "2020-02-29T12:00:00.Z" }, "CE_TIME /time"),
    row("an offset of a day", { time: "2020-02-29T12:00:00+24:00" }, "CE_TIME /time"),
    row("something behind the time", { time: "2020-02-29T12:00:00Z " }, "CE_TIME /time"),
    row("content type json", { datacontenttype: "json" }, "CE_CONTENT_TYPE /datacontenttype"),
    row("half a parameter", { datacontenttype: "a/b; c" }, "CE_CONTENT_TYPE /datacontenttype"),
    row("a relative dataschema", { dataschema: "/a/1.0.0.json" }, "CE_DATASCHEMA /dataschema"),
    row("an extension with a capital", { Branch: "a" }, "CE_EXT_NAME /Branch"),
    row("an extension with _", { my_ext: "a" }, "CE_EXT_NAME /my_ext"),
    row("an extension with -", { "my-ext": "a" }, "CE_EXT_NAME /my-ext"),
    row("an extension without a name", { "": "a" }, "CE_EXT_NAME /"),
    row("a twin of data", { Data: "a" }, "CE_EXT_NAME /Data"),
    row("a twin of specversion", { specVersion: "1.0" }, "CE_EXT_NAME /specVersion"),
    row(
      "an extension of 21 characters",
      { x21charactersxxxxxxxx: "a" },
      "warning CE_EXT_NAME /x21charactersxxxxxxxx",
    ),
    row("an extension that is an object", { ext: {} }, "CE_EXT_TYPE /ext"),
    row("an extension that is an array", { ext: [] }, "CE_EXT_TYPE /ext"),
    row("an extension that is null", { ext: null }, "CE_EXT_TYPE /ext"),
    row("an extension with a fraction", { ext: 1.5 }, "CE_EXT_TYPE /ext"),
    row("an extension of 2^31", { ext: 2 ** 31 }, "CE_EXT_TYPE /ext"),
    row("an extension that is a symbol", { ext: Symbol("x") }, "CE_EXT_TYPE /ext"),
    row("a sequence number that is text", { sequencenumber: "1" }, "CE_EXT_TYPE /sequencenumber"),
    row("a sequence number below zero", { sequencenumber: -1 }, "CE_EXT_TYPE /sequencenumber"),
    row("an empty correlation id", { correlationid: "" }, "CE_EMPTY_ATTR /correlationid"),
    row("a branch that is a number", { branch: 5 }, "CE_EXT_TYPE /branch"),
    row("a control character", { subject: "a\u0000" }, "CE_STRING_CHARS /subject"),
    row("a control character of the second row", { ext: "\u0085" }, "CE_STRING_CHARS /ext"),
    row("a noncharacter", { id: "\ufffe" }, "CE_STRING_CHARS /id"),
    row("a noncharacter of a higher plane", { id: "\u{1ffff}" }, "CE_STRING_CHARS /id"),
    row("half of a surrogate pair", { type: "a\ud800" }, "CE_STRING_CHARS /type"),
  ])("%s", (_what, more, codes) => {
    expect(codesOf({ ...good, ...more })).toEqual(codes);
  });

  test("all missing attributes are named at once", () => {
    expect(validateEvent({}).violations[0]?.message).toBe("the event lacks specversion, id, source, type");
  });

  test("everything that is wrong is listed", () => {
    const bad = { specversion: "0.3", source: "a b", id: "", time: "now", Ext: 1, data: 1, data_base64: "x" };

    expect(codesOf(bad)).toEqual([
      "CE_MISSING_ATTR ",
      "CE_SPECVERSION /specversion",
      "CE_SOURCE_URI /source",
      "CE_EMPTY_ATTR /id",
      "CE_TIME /time",
      "CE_EXT_NAME /Ext",
      "CE_DATA_CONFLICT /data_base64",
    ]);
  });

  test("null means unset where it was read from JSON", () => {
    const value = { ...good, subject: null, ext: null, data: null };

    expect(validateEvent(value, { nulls: "unset" })).toMatchObject({
      valid: true,
      event: { ...good, data: null },
    });
    expect(codesOf({ ...good, id: null }, { nulls: "unset" })).toEqual(["CE_MISSING_ATTR "]);
  });
});

describe("aliases", () => {
  test.each([
    ["ce_branch", "branch", "a"],
    ["ce_commit", "commit", "a"],
    ["ce_author", "author", "a"],
    ["ce_tenant", "tenant", "a"],
    ["ce_correlationid", "correlationid", "a"],
    ["ce_causationid", "causationid", "a"],
    ["ce_sequencenumber", "sequencenumber", 7],
    ["ce_traceparent", "traceparent", trace],
    ["ce_spanid", "spanid", "00f067aa0ba902b7"],
    ["ce_partition", "partition", "a"],
  ])("%s is understood as %s", (alias, name, value) => {
    expect(validateEvent({ ...good, [alias]: value }).event).toEqual({ ...good, [name]: value });
    expect(validateEvent({ ...good, [alias]: value, [name]: value }).event).toEqual({
      ...good,
      [name]: value,
    });
    expect(codesOf({ ...good, [alias]: value, [name]: "other" })).toContain(
      `EXTENSION_ALIAS_CONFLICT /${alias}`,
    );
  });

  test("no other name with the prefix is understood", () => {
    expect(codesOf({ ...good, ce_tracestate: "a" })).toEqual(["CE_EXT_NAME /ce_tracestate"]);
  });

  test("what an alias holds is judged under its name", () => {
    expect(codesOf({ ...good, ce_sequencenumber: "7" })).toEqual(["CE_EXT_TYPE /sequencenumber"]);
  });
});

describe("trace context", () => {
  test.each([
    ["a short one", trace.slice(0, -1)],
    ["version ff", `ff${trace.slice(2)}`],
    ["capitals", trace.toUpperCase()],
    ["a trace id of zeros", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`],
    ["version 00 with a fifth part", `${trace}-more`],
  ])("%s is ignored with a warning, or an error where that is asked for", (_what, traceparent) => {
    const verdict = validateEvent({ ...good, traceparent });

    expect(verdict.event).toEqual(good);
    expect(verdict.violations).toMatchObject([{ code: "CE_TRACE_CONTEXT", severity: "warning" }]);
    expect(codesOf({ ...good, traceparent }, { traceContext: "strict" })).toEqual([
      "CE_TRACE_CONTEXT /traceparent",
    ]);
  });

  test("a higher version may bring more behind its four parts", () => {
    expect(codesOf({ ...good, traceparent: `01${trace.slice(2)}-more` })).toEqual([]);
  });

  test("a span id that is not the parent id is an error, whatever the policy", () => {
    expect(codesOf({ ...good, traceparent: trace, spanid: "1111111111111111" })).toEqual([
      "CE_SPAN_CONFLICT /spanid",
    ]);
  });
});

describe("data", () => {
  const bytes = Uint8Array.of(0xff, 0, 1);

  test.each([
    ["bytes without a content type", { data: bytes }, bytes],
    ["base64 without a content type", { data_base64: "/wAB" }, bytes],
    ["base64 of another type", { data_base64: "/wAB", datacontenttype: "image/png" }, bytes],
    ["base64 that is JSON", { data_base64: "eyJhIjoxfQ==", datacontenttype: "application/a+json" }, { a: 1 }],
    ["base64 that is text", { data_base64: "w6k=", datacontenttype: "text/plain" }, "é"],
    [
      "text in another encoding",
      { data_base64: "6Q==", datacontenttype: "text/plain;charset=latin1" },
      Uint8Array.of(0xe9),
    ],
    ["text", { data: "é", datacontenttype: "text/plain" }, "é"],
    ["XML", { data: "<a/>", datacontenttype: "application/soap+xml; charset=utf-8" }, "<a/>"],
    ["a string of another type", { data: "é", datacontenttype: "application/x" }, Uint8Array.of(0xc3, 0xa9)],
  ])("%s", (_what, members, data) => {
    const { event } = validateEvent({ ...good, ...members });

    expect(event?.data).toEqual(data);
    expect(event).not.toHaveProperty("data_base64");
  });

  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const shared = Array.from({ length: 60 }).reduce<unknown>((below) => [below, below], 1);
  const row = (what: string, members: object, ...codes: string[]) => [what, members, codes] as const;
  test.each([
    row("bad base64", { data_base64: "e30" }, "CE_DATA_BASE64 /data_base64"),
    row("base64url", { data_base64: "_wAB" }, "CE_DATA_BASE64 /data_base64"),
    row("base64 that is a number", { data_base64: 5 }, "CE_DATA_BASE64 /data_base64"),
    row(
      "base64 that should be JSON",
      { data_base64: "ew==", datacontenttype: "application/json" },
      "CE_DATA_BASE64 /data_base64",
    ),
    row("an object that should be text", { data: {}, datacontenttype: "text/plain" }, "CE_DATA_TYPE /data"),
    row(
      "__proto__",
      { data: JSON.parse('{"a":[{"__proto__":{"polluted":1}}]}') },
      "DATA_KEY_FORBIDDEN /data/a/0/__proto__",
    ),
    row("NaN", { data: { a: Number.NaN } }, "CE_DATA_UNREPRESENTABLE /data/a"),
    row("an integer that would be rounded", { data: 2 ** 63 }, "CE_DATA_UNREPRESENTABLE /data"),
    row("undefined in an array", { data: [undefined] }, "CE_DATA_UNREPRESENTABLE /data/0"),
    row("a date", { data: { at: new Date(0) } }, "CE_DATA_UNREPRESENTABLE /data/at"),
    row("a map", { data: new Map() }, "CE_DATA_UNREPRESENTABLE /data"),
    row(
      "a bigint and a function",
      { data: [1n, () => 1] },
      "CE_DATA_UNREPRESENTABLE /data/0",
      "CE_DATA_UNREPRESENTABLE /data/1",
    ),
    row("half of a surrogate pair", { data: "\ud800" }, "CE_DATA_UNREPRESENTABLE /data"),
    row("a circle", { data: circle }, `CE_DATA_UNREPRESENTABLE /data${"/self".repeat(63)}`),
  ])("%s is refused", (_what, members, codes) => {
    expect(codesOf({ ...good, ...members })).toEqual(codes);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("values that share their parts until they are billions are refused in time", () => {
    expect(codesOf({ ...good, data: shared })[0]).toContain("CE_DATA_UNREPRESENTABLE");
  });

  test("63 levels of data pass, as they do in the parser, and 64 do not", () => {
    const nested = (levels: number) => JSON.parse("[".repeat(levels) + "]".repeat(levels));

    expect(codesOf({ ...good, data: nested(63) })).toEqual([]);
    expect(codesOf({ ...good, data: nested(64) })).toHaveLength(1);
  });

  test("what a validator says of it is listed under its pointers, at most twenty times", () => {
    const problems = Array.from({ length: 30 }, (_, n) => ({
      pointer: `/${n}`,
      message: "bad",
      expected: "a string",
    }));
    const verdict = validateEvent(
      { ...good, data: [] },
      { validateData: () => ({ valid: false, problems }) },
    );

    expect(verdict.valid).toBe(false);
    expect(verdict.violations).toHaveLength(20);
    expect(verdict.violations[1]).toEqual({
      code: "DATA_INVALID",
      severity: "error",
      pointer: "/data/1",
      message: "bad",
      hint: "write a string",
    });
  });

  test("a validator is asked with the finished event, and only where its envelope is good", () => {
    const asked: unknown[] = [];
    const validateData = (data: unknown, { type }: { readonly type: string }) => {
      asked.push([data, type]);
      return undefined;
    };

    validateEvent({ ...good, data_base64: "MQ==", datacontenttype: "application/json" }, { validateData });
    validateEvent({ ...good, id: "", data: 2 }, { validateData });

    expect(asked).toEqual([[1, good.type]]);
  });
});

describe("what only a receiver knows", () => {
  test("an unknown type is refused, and the nearest three are named", () => {
    const knownTypes = new Set(["com.example.maed", "com.example.mad", "com.example.mode", "org.else"]);
    const { violations } = validateEvent(good, { knownTypes });

    expect(violations).toMatchObject([{ code: "CE_TYPE_UNKNOWN", pointer: "/type" }]);
    expect(violations[0]?.message).toContain(
      "the nearest: com.example.maed, com.example.mad, com.example.mode",
    );
  });

  test("a dataschema that the receiver does not know is refused in its words", () => {
    const value = { ...good, dataschema: "https://example.com/a" };
    const { violations } = validateEvent(value, { checkDataschema: () => "names nothing here" });

    expect(violations[0]?.message).toBe("dataschema https://example.com/a names nothing here");
  });

  test("a time in the future is a warning, an hour ahead or whatever is asked for", () => {
    const clock = { now: () => Date.UTC(2025, 0, 1) };
    const ahead = { ...good, time: "2025-01-01T01:00:00Z" };

    expect(codesOf(ahead, { clock })).toEqual(["warning CE_TIME_SKEW /time"]);
    expect(codesOf(ahead, { clock, maxSkewMs: 3_600_000 })).toEqual([]);
    expect(codesOf({ ...good, time: "2025-01-01T00:04:00Z" }, { clock })).toEqual([]);
    expect(validateEvent(ahead, { clock }).valid).toBe(true);
  });
});

describe("never throws", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const thrower = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );
  const getter = Object.defineProperty({ ...good }, "subject", {
    enumerable: true,
    get() {
      throw new Error("no");
    },
  });
  const deepThrower = {
    ...good,
    data: {
      a: new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error("no");
          },
        },
      ),
    },
  };

  test.each([
    ["undefined", undefined],
    ["null", null],
    ["a number", 5],
    ["a text", "{}"],
    ["a symbol", Symbol("x")],
    ["an array", [good]],
    ["a function", () => good],
    ["a revoked proxy", revoked.proxy],
    ["a proxy that throws", thrower],
    ["a getter that throws", getter],
  ])("%s is no event", (_what, value) => {
    expect(codesOf(value)).toEqual(["CE_NOT_AN_EVENT "]);
  });

  test("a proxy that throws inside of data is told by its place", () => {
    expect(codesOf(deepThrower)).toEqual(["CE_DATA_UNREPRESENTABLE /data/a"]);
  });

  test("members under symbols are no attributes, and __proto__ is a name like any bad one", () => {
    expect(codesOf({ ...good, [Symbol("x")]: 1 })).toEqual([]);
    expect(
      codesOf(JSON.parse(`{"__proto__":{"id":"1"},"source":"/a","type":"t","specversion":"1.0"}`)),
    ).toEqual(["CE_MISSING_ATTR ", "CE_EXT_NAME /__proto__"]);
  });

  test("whatever the value, there is an event or an error, and never both", () => {
    const name = fc.oneof(
      fc.constantFrom(...Object.keys(good), "time", "data", "data_base64", "spanid", "__proto__"),
      fc.string(),
    );
    const anything = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSparseArray: true,
        withTypedArray: true,
        withNullPrototype: true,
      }),
      fc.dictionary(name, fc.anything()),
      fc
        .dictionary(name, fc.oneof(fc.string({ unit: "binary" }), fc.anything()))
        .map((more) => ({ ...good, ...more })),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const { valid, event, violations } = validateEvent(value);
        expect(valid).toBe(event !== undefined);
        expect(valid).toBe(!violations.some(({ severity }) => severity === "error"));
      }),
    );
  });
});
