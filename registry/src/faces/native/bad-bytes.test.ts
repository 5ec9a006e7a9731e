import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseJson } from "@concordat/json";
import { describe, expect, test } from "vitest";
import { placed } from "../../testing/shop.ts";
import { repository } from "../../testing/snapshots.ts";
import { badInputs, json, post, type Refusal, schemaJson, versions } from "./testing/bad-inputs.ts";

const { refused, send, sequence, sequenceBefore } = badInputs();

const whole = JSON.stringify(placed("1.1.0"));
const inside = (members: string) => `${whole.slice(0, -1)},${members}}`;

type JsonVector = {
  readonly file: string;
  readonly description: string;
  readonly given: { readonly text: string; readonly times?: number } | { readonly hex: string };
  readonly expect: { readonly code?: string; readonly line?: number; readonly column?: number };
};

/** What readers of all languages are held to, after "Parsing JSON is a Minefield". */
function jsonVectors(): readonly JsonVector[] {
  const folder = join(repository, "test", "vectors", "json");
  return readdirSync(folder).flatMap((file) => {
    const { vectors } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { vectors: JsonVector[] };
    return vectors.map((vector) => ({ ...vector, file }));
  });
}

function bytesOf(given: JsonVector["given"]): Buffer {
  return "hex" in given ? Buffer.from(given.hex, "hex") : Buffer.from(given.text.repeat(given.times ?? 1));
}

describe("A. bytes and JSON", () => {
  const rows: readonly (readonly [row: string, body: string | Buffer, ...Refusal])[] = [
    ["A01 nothing", "", 400, "JSON_EMPTY"],
    ["A02 white space", " \n\t ", 400, "JSON_EMPTY"],
    ["A03 cut off", "{", 400, "JSON_SYNTAX"],
    ["A04 a trailing comma", '{"a":1,}', 400, "JSON_SYNTAX"],
    ["A05 single quotes", "{'a':1}", 400, "JSON_SYNTAX"],
    ["A06 a comment", "// a\n{}", 400, "JSON_SYNTAX"],
    ["A07 NaN", '{"a":NaN}', 400, "JSON_SYNTAX"],
    ["A07 Infinity", '{"a":Infinity}', 400, "JSON_SYNTAX"],
    ["A08 two documents", "{}{}", 400, "JSON_SYNTAX"],
    ["A10 UTF-16", Buffer.from(whole, "utf16le"), 400, "JSON_ENCODING"],
    [
      "A11 a byte that is no UTF-8",
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]),
      400,
      "JSON_ENCODING",
    ],
    [
      "A12 an overlong form",
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
      400,
      "JSON_ENCODING",
    ],
    ["A13 half a surrogate pair in a value", '{"a":"\\ud800"}', 400, "JSON_SURROGATE"],
    ["A13 half a surrogate pair in a name", '{"\\ud800":1}', 400, "JSON_SURROGATE"],
    [
      "A14 NUL in the title",
      JSON.stringify(placed("1.1.0", { title: "Order\u0000placed" })),
      422,
      "SCHEMA_NAME_CHARS",
    ],
    [
      "A14 NUL in the name of a member",
      JSON.stringify(placed("1.1.0", {}, { "a\u0000b": { description: "…" } })),
      422,
      "SCHEMA_NAME_CHARS",
    ],
    ["A15 a name twice", '{"type":"string","type":"integer"}', 400, "JSON_DUPLICATE_KEY"],
    ["A16 65 levels", "[".repeat(65) + "]".repeat(65), 422, "LIMIT_DEPTH"],
    ["A16 a hundred thousand levels", "[".repeat(100_000), 422, "LIMIT_DEPTH"],
    ["A17 one byte too many", " ".repeat(1_048_576 + 1), 413, "LIMIT_BODY_BYTES"],
    ["A20 a number beyond all doubles", inside('"x-a":1e400'), 400, "JSON_NUMBER_RANGE"],
    ["A21 an integer that no double holds", inside('"const":9007199254740993'), 422, "JSON_UNSAFE_INTEGER"],
    [
      "A21 an integer that is its neighbour, too",
      JSON.stringify(
        placed("1.1.0", {}, { a: { type: "integer", maximum: 9007199254740992, description: "…" } }),
      ),
      422,
      "SCHEMA_UNSAFE_INTEGER",
    ],
    ["A23 null", "null", 422, "SCHEMA_NOT_OBJECT"],
    ["A23 a number", "3", 422, "SCHEMA_NOT_OBJECT"],
    ["A23 a text", '"x"', 422, "SCHEMA_NOT_OBJECT"],
    ["A23 a list", "[]", 422, "SCHEMA_NOT_OBJECT"],
    ["A24 true", "true", 422, "SCHEMA_BOOLEAN_TOP"],
    ["A24 false", "false", 422, "SCHEMA_BOOLEAN_TOP"],
    ["A26 a tab in a text", '{"a":"\t"}', 400, "JSON_SYNTAX"],
    ["A26 a number with a leading zero", '{"a":01}', 400, "JSON_SYNTAX"],
    ["A26 a hexadecimal number", '{"a":0x1}', 400, "JSON_SYNTAX"],
    ["A26 an escape that is none", '{"a":"\\x"}', 400, "JSON_SYNTAX"],
    ["A26 a name without quotes", "{a:1}", 400, "JSON_SYNTAX"],
    ["A26 a value after the value", "{} x", 400, "JSON_SYNTAX"],
    ["A26 only a quote", '"', 400, "JSON_SYNTAX"],
  ];

  test.each(rows)("%s, as the document", async (_row, body, status, code) => {
    const problem = await refused(post(body), [status, code]);
    if (/^JSON_(SYNTAX|DUPLICATE|SURROGATE|ENCODING)/.test(String(code)))
      expect(problem.at).toEqual({
        line: expect.any(Number),
        column: expect.any(Number),
        offset: expect.any(Number),
      });
  });

  test.each(rows.filter(([row]) => !/A17|A10|A11|A12/.test(row)))(
    "%s, as a text in a JSON body",
    async (_row, body, status, code) => {
      await refused(post(JSON.stringify({ text: String(body) }), json), [status, code]);
    },
  );

  test.each(rows.filter(([row]) => /A0[1-8]|A1[0-3]|A15|A20|A26/.test(row)))(
    "%s, as a JSON body",
    async (_row, body, status, code) => {
      await refused(post(body, json), [status, code]);
    },
  );

  describe("A26 every class of input that a JSON reader can go wrong on", () => {
    test.each(jsonVectors().filter(({ expect: { code } }) => code !== undefined))(
      "$file: $description is refused at its place",
      async ({ given, expect: { code = "", line, column } }) => {
        const problem = await refused(post(bytesOf(given)), [[400, 422], code]);
        expect(problem.at).toMatchObject({ line, column });
      },
    );

    test.each(jsonVectors().filter(({ expect: { code } }) => code === undefined))(
      "$file: $description is read",
      async ({ given }) => {
        const answer = await send(post(bytesOf(given)));
        expect(answer.json().code).not.toMatch(/^JSON_/);
        expect(sequence()).toBe(sequenceBefore());
      },
    );
  });

  test("A09 a byte order mark is let through, and is no part of the text", async () => {
    const answer = await send({ ...post(Buffer.from(`\ufeff${whole}`)), url: `${versions}?dryRun=true` });
    expect([answer.statusCode, answer.json().number]).toEqual([200, "1.1.0"]);
  });

  test("A19 what is compressed is not even looked at", async () => {
    const bomb = gzipSync(Buffer.alloc(1_048_576));
    await refused(post(bomb, { ...schemaJson, "content-encoding": "gzip" }), [415, "MEDIA_ENCODING"]);
  });

  test("A22 -0 and 1.0 are 0 and 1", async () => {
    const text = (one: string, zero: string) =>
      JSON.stringify(placed("1.0.0", {}))
        .replace('"maxLength":40', `"maxLength":${one === "1.0" ? "40.0" : "40"}`)
        .concat(zero);
    const answer = await send(post(text("1.0", "")));
    expect([answer.statusCode, answer.json().isNew]).toEqual([200, false]);
  });

  test("A25 __proto__ is a name like any other", async () => {
    const text = JSON.stringify(placed("1.1.0")).replace(
      '"properties":{',
      '"properties":{"__proto__":{"type":"string","maxLength":5,"description":"…"},',
    );
    const answer = await send({ ...post(text), url: `${versions}?dryRun=true` });
    expect([200, 422], answer.body).toContain(answer.statusCode);
    expect(({} as { readonly maxLength?: number }).maxLength).toBeUndefined();
  });
});

test("nothing of all that has reached the prototype of objects", () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(parseJson("{}")).toEqual({});
});
