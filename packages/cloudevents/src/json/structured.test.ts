import { describe, expect, test } from "vitest";
import { createEvent } from "../create/create-event.ts";
import { decodeBatch, encodeBatch } from "./batch.ts";
import { decodeStructured } from "./decode-structured.ts";
import { encodeStructured } from "./encode-structured.ts";

const good = '{"specversion":"1.0","id":"1","source":"/a","type":"t"}';
const codesOf = (input: string | Uint8Array) =>
  decodeStructured(input).violations.map(({ code, pointer }) => `${code} ${pointer}`);

describe("decodeStructured", () => {
  test.each([
    ["nothing", "", "JSON_EMPTY "],
    ["half of it", good.slice(0, -1), "JSON_SYNTAX "],
    ["a name that stands twice", `${good.slice(0, -1)},"id":"2"}`, "JSON_DUPLICATE_KEY "],
    ["a rounded integer", `${good.slice(0, -1)},"data":9007199254740993}`, "JSON_UNSAFE_INTEGER "],
    [
      "an integer that would be written as another one",
      `${good.slice(0, -1)},"data":{"n":1152921504606846976}}`,
      "CE_DATA_UNREPRESENTABLE /data/n",
    ],
    ["bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "JSON_ENCODING "],
    ["an array", `[${good}]`, "CE_NOT_AN_EVENT "],
    ["a number", "5", "CE_NOT_AN_EVENT "],
    ["__proto__", `${good.slice(0, -1)},"data":{"__proto__":1}}`, "DATA_KEY_FORBIDDEN /data/__proto__"],
    [
      "__proto__ in disguise",
      `${good.slice(0, -1)},"data":{"\\u005f_proto__":1}}`,
      "DATA_KEY_FORBIDDEN /data/__proto__",
    ],
    ["a million brackets", "[".repeat(1_000_000), "LIMIT_DEPTH "],
    ["1 MiB and more", `${good.slice(0, -1)},"data":"${"x".repeat(1 << 20)}"}`, "LIMIT_EVENT_BYTES "],
    ["1 MiB and more, few characters", `"${"€".repeat(400_000)}"`, "LIMIT_EVENT_BYTES "],
  ])("%s is refused", (_what, input, code) => {
    expect(codesOf(input)).toEqual([code]);
  });

  test("null is unset, except as data; older spellings are understood", () => {
    const text = `${good.slice(0, -1)},"subject":null,"data":null,"data_base64":null,"ce_branch":"main","x":null}`;

    expect(decodeStructured(text).event).toEqual({ ...JSON.parse(good), data: null, branch: "main" });
  });

  test("a byte order mark is no obstacle", () => {
    expect(decodeStructured(new TextEncoder().encode(`\ufeff${good}`)).event).toEqual(JSON.parse(good));
  });

  test("data_base64 may hold what the content type says", () => {
    const text = `${good.slice(0, -1)},"datacontenttype":"application/json","data_base64":"eyJhIjoxfQ=="}`;

    expect(decodeStructured(text).event?.data).toEqual({ a: 1 });
  });
});

describe("batches", () => {
  test("of a hundred events with one bad one, ninety-nine are read", () => {
    const text = `[${Array.from({ length: 100 }, (_, n) => good.replace('"1"', n === 50 ? '""' : `"${n}"`)).join(",")}]`;
    const verdict = decodeBatch(text);

    expect(verdict).toMatchObject({ total: 100, valid: 99, invalid: 1, violations: [] });
    expect(verdict.results[50]).toMatchObject({
      index: 50,
      valid: false,
      violations: [{ code: "CE_EMPTY_ATTR" }],
    });
  });

  test("an empty one is fine, both ways", () => {
    expect(new TextDecoder().decode(encodeBatch([]))).toBe("[]");
    expect(decodeBatch("[]")).toMatchObject({ total: 0, valid: 0, violations: [] });
  });

  test.each([
    ["{", "JSON_SYNTAX"],
    [good, "CE_NOT_A_BATCH"],
    [`[${Array.from({ length: 1001 }, () => good).join(",")}]`, "LIMIT_BATCH"],
    ["[".repeat(100), "LIMIT_DEPTH"],
    [" ".repeat((1 << 24) + 1), "LIMIT_EVENT_BYTES"],
  ])("what cannot be read as a whole has no results", (text, code) => {
    expect(decodeBatch(text)).toMatchObject({ results: [], valid: 0, violations: [{ code }] });
  });

  test("one event that is too large is refused alone", () => {
    const large = good.replace("}", `,"data":"${"x".repeat(1 << 20)}"}`);
    const verdict = decodeBatch(`[${good},${large}]`);

    expect(verdict).toMatchObject({ valid: 1, invalid: 1 });
    expect(verdict.results[1]).toMatchObject({ violations: [{ code: "LIMIT_EVENT_BYTES" }] });
  });

  test("too much is refused before it is sent", () => {
    const event = createEvent({ type: "t", source: "/a", data: "x".repeat(2000) });
    const refused = (code: string) => expect.objectContaining({ code });

    expect(() => encodeBatch(Array.from({ length: 1001 }, () => event))).toThrow(refused("LIMIT_BATCH"));
    expect(() => encodeBatch([event], { maxBytes: 1000 })).toThrow(refused("LIMIT_EVENT_BYTES"));
    expect(() => encodeBatch([event, event], { maxBatchBytes: 3000 })).toThrow(refused("LIMIT_EVENT_BYTES"));
  });
});

test("events that are written later do not change those that were written before", () => {
  const events = Array.from({ length: 500 }, (_, n) =>
    createEvent({ type: "t", source: "/a", id: `${n}`, data: "é".repeat(n) }),
  );
  const written = events.map((event) => encodeStructured(event));

  expect(written.map((bytes) => decodeStructured(bytes).event)).toEqual(events);
});
