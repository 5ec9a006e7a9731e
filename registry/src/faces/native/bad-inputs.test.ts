import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseJson } from "@concordat/json";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Registry } from "../../core/registry.ts";
import { createSandbox } from "../../sandbox/sandbox.ts";
import { createServer } from "../../server.ts";
import { checkedServer } from "../../testing/checked-server.ts";
import { address, shopBase as base, placed, shop } from "../../testing/shop.ts";
import { registryWith, repository, snapshotOf } from "../../testing/snapshots.ts";

// Threads start slowly, so all worlds share them.
const sandbox = createSandbox();
let registry: Registry;
let send: Awaited<ReturnType<typeof checkedServer>>;
let close: () => Promise<unknown>;
let before: { readonly sequence: number; readonly hash: string };

beforeAll(async () => {
  registry = await registryWith(
    snapshotOf(
      {
        "common/address/1.0.0": address,
        "common/draft/1.0.0": { ...address, $id: `${base}common/draft/1.0.0.json`, title: "Draft" },
        "shop/order/placed/1.0.0": placed("1.0.0"),
      },
      ["common/address/1.0.0", "shop/order/placed/1.0.0"],
    ),
  );
  const server = await createServer({ registry, sandbox });
  send = await checkedServer(server);
  close = () => server.close();
});

afterAll(async () => {
  await close();
  await sandbox.close();
});

beforeEach(() => {
  before = { sequence: registry.state.sequence, hash: registry.state.hash };
});

const versions = "/v1/contracts/shop.order.placed/versions";
const schemaJson = { "content-type": "application/schema+json" };
const json = { "content-type": "application/json" };

type Refusal = readonly [status: number | readonly number[], code: string | readonly string[]];

/** Refused as it should be, nothing written, and a good request afterwards is answered. */
async function refused(options: InjectOptions, [status, code]: Refusal, pointer?: string) {
  const answer = await send(options);
  const problem = answer.json();

  expect([status].flat(), answer.body).toContain(answer.statusCode);
  expect([code].flat(), answer.body).toContain(problem.code);
  expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(problem.requestId).toBe(answer.headers["x-request-id"]);
  expect(answer.body).not.toMatch(/node_modules|\bat [\w.]+ \(|fastify|FST_|SQLITE/i);
  if (pointer !== undefined) expect(pointersOf(problem), answer.body).toContain(pointer);
  expect({ sequence: registry.state.sequence, hash: registry.state.hash }).toEqual(before);
  const good = await send({ url: "/shop/order/placed/1.0.0" });
  expect(good.statusCode).toBe(200);
  return problem;
}

function pointersOf(problem: {
  readonly pointer?: string;
  readonly findings?: readonly { pointer?: string }[];
}) {
  return [problem.pointer, ...(problem.findings ?? []).map(({ pointer }) => pointer)];
}

const post = (payload: string | Buffer, headers: object = schemaJson): InjectOptions => ({
  method: "POST",
  url: versions,
  headers: { ...headers },
  payload,
});

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
        expect(registry.state.sequence).toBe(before.sequence);
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

describe("B. the shape of requests", () => {
  test.each([
    ["B01 no content type", {}, 415, "MEDIA_TYPE"],
    ["B02 plain text", { "content-type": "text/plain" }, 415, "MEDIA_TYPE"],
    ["B02 a form", { "content-type": "application/x-www-form-urlencoded" }, 415, "MEDIA_TYPE"],
    ["B03 a tab and more behind the type", { "content-type": "application/json\tx" }, 415, "MEDIA_TYPE"],
    ["B05 garbage behind the type", { "content-type": "application/json garbage" }, 415, "MEDIA_TYPE"],
    [
      "B05 another type behind a comma",
      { "content-type": "application/json, text/plain" },
      415,
      "MEDIA_TYPE",
    ],
    ["B05 a parameter without a value", { "content-type": "application/json; charset" }, 415, "MEDIA_TYPE"],
    ["B06 UTF-16", { "content-type": "application/json; charset=utf-16" }, 415, "MEDIA_CHARSET"],
    [
      "B06 Latin-1, quoted",
      { "content-type": 'application/json;charset="iso-8859-1"' },
      415,
      "MEDIA_CHARSET",
    ],
    ["A19 deflate", { ...json, "content-encoding": "deflate" }, 415, "MEDIA_ENCODING"],
  ] as const)("%s", async (_row, headers, status, code) => {
    await refused(post("{}", headers), [status, code]);
  });

  test.each([
    ["B04 white space around the type", " application/json "],
    ["a charset that is UTF-8", "application/json; charset=UTF-8"],
    ["upper case", "Application/JSON"],
  ])("%s is read by the same rules as ever", async (_row, type) => {
    await refused(post('{"txt":"{}"}', { "content-type": type }), [400, ["FIELD_UNKNOWN", "FIELD_MISSING"]]);
  });

  test.each([
    ["B07 only HTML", { url: versions, headers: { accept: "text/html" } }, 406, "NOT_ACCEPTABLE"],
    ["B08 a path that is not there", { url: "/v1/contract" }, 404, "NOT_FOUND"],
    ["B08 below a path that is there", { url: `${versions}/1.0.0/smaples` }, 404, "NOT_FOUND"],
    ["B09 a method that is not for it", { method: "PATCH", url: versions }, 405, "METHOD_NOT_ALLOWED"],
    ["B10 a path that cannot be decoded", { url: "/v1/contracts/%zz" }, 400, "BAD_URL"],
    ["B10 a path that is no UTF-8", { url: "/v1/contracts/%ff" }, 400, "BAD_URL"],
    ["B11 NUL in the subject", { url: "/v1/contracts/a%00b" }, 400, "SUBJECT_NAME"],
    ["B12 the way up", { url: "/v1/contracts/..%2f..%2fetc" }, 400, "SUBJECT_NAME"],
    ["B12 an empty word", { url: "/v1/contracts/oms%2f%2fcreated" }, 400, "SUBJECT_NAME"],
    ["B13 a subject of 513 characters", { url: `/v1/contracts/${"x".repeat(513)}` }, 414, "URI_TOO_LONG"],
    ["B14 limit=-1", { url: "/v1/contracts?limit=-1" }, 400, "QUERY_INVALID"],
    ["B14 limit=0", { url: "/v1/contracts?limit=0" }, 400, "QUERY_INVALID"],
    ["B14 limit=1e9", { url: "/v1/contracts?limit=1e9" }, 400, "QUERY_INVALID"],
    ["B14 limit=abc", { url: "/v1/contracts?limit=abc" }, 400, "QUERY_INVALID"],
    ["B14 limit=1001", { url: "/v1/contracts?limit=1001" }, 400, "QUERY_INVALID"],
    ["B14 limit twice", { url: "/v1/contracts?limit=1&limit=1" }, 400, "QUERY_INVALID"],
    ["B14 a day that there is not", { url: `${versions}?deleted=maybe` }, 400, "QUERY_INVALID"],
    ["B15 a misspelt name", { url: "/v1/contracts?limt=1" }, 400, "QUERY_UNKNOWN"],
    ["B15 a name of every object", { url: "/v1/contracts?constructor=1" }, 400, "QUERY_UNKNOWN"],
    ["B16 a cursor that is none", { url: "/v1/contracts?cursor=zzz" }, 400, "CURSOR_INVALID"],
    ["B17 version 0", { url: `${versions}/0` }, 422, "VERSION_INVALID"],
    ["B17 version -1", { url: `${versions}/-1` }, 422, "VERSION_INVALID"],
    ["B17 version 1.5", { url: `${versions}/1.5` }, 422, "VERSION_INVALID"],
    ["B17 version 1e3", { url: `${versions}/1e3` }, 422, "VERSION_INVALID"],
    ["B17 version latestt", { url: `${versions}/latestt` }, 422, "VERSION_INVALID"],
    ["B17 version 01.0.0", { url: `${versions}/01.0.0` }, 422, "VERSION_INVALID"],
    ["B18 a version far away", { url: `${versions}/99999999999` }, 404, "VERSION_NOT_FOUND"],
    ["B18 a number that is not there", { url: `${versions}/9.9.9` }, 404, "VERSION_NOT_FOUND"],
    ["a subject that is not there", { url: "/v1/contracts/shop.order.plcaed" }, 404, "SUBJECT_NOT_FOUND"],
    [
      "B22 101 headers",
      { url: versions, headers: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`x-${n}`, "1"])) },
      431,
      "LIMIT_HEADERS",
    ],
    ["a diff from nothing", { url: "/v1/contracts/shop.order.placed/diff" }, 400, "QUERY_INVALID"],
    [
      "a diff from no version",
      { url: "/v1/contracts/shop.order.placed/diff?from=x" },
      422,
      "VERSION_INVALID",
    ],
    ["a view that there is not", { url: `${versions}/1.0.0?view=reder` }, 400, "QUERY_INVALID"],
    ["too many samples", { url: `${versions}/1.0.0/samples?count=101` }, 400, "QUERY_INVALID"],
    ["a seed that is no number", { url: `${versions}/1.0.0/samples?seed=1.5` }, 400, "QUERY_INVALID"],
  ] as const)("%s", async (_row, options, status, code) => {
    await refused({ method: "GET", ...options } as InjectOptions, [status, code]);
  });

  test("B09 says what is allowed", async () => {
    const answer = await send({ method: "PUT", url: versions });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });

  test("B15 names what may have been meant", async () => {
    const problem = await refused({ url: "/v1/contracts?limt=1" }, [400, "QUERY_UNKNOWN"]);
    expect(problem.detail).toContain('did you mean "limit"?');
  });

  test("B16 a cursor of another query", async () => {
    const { next } = (await send({ url: "/v1/contracts?limit=1" })).json();
    await refused({ url: `/v1/contracts?limit=1&kind=event&cursor=${next}` }, [400, "CURSOR_INVALID"]);
    await refused({ url: `/v1/subjects?limit=1&cursor=${next}` }, [400, "CURSOR_INVALID"]);
    expect((await send({ url: `/v1/contracts?limit=2&cursor=${next}` })).statusCode).toBe(200);
  });

  test("B19 a state that is no longer there", async () => {
    const url = "/v1/contracts/shop.order.placed/policy";
    const payload = JSON.stringify({ level: "FULL" });
    const headers = { ...json, "if-match": '"sha256:0"' };
    await refused({ method: "PUT", url, headers, payload }, [412, "PRECONDITION_FAILED"]);
    await refused({ method: "DELETE", url, headers: { "if-match": 'W/"x"' } }, [412, "PRECONDITION_FAILED"]);
  });

  test("B20 a key that came with another request", async () => {
    const headers = { ...schemaJson, "idempotency-key": "k-1" };
    const url = `${versions}?dryRun=true`;
    const first = await send({ method: "POST", url, headers, payload: whole });
    const again = await send({ method: "POST", url, headers, payload: whole });
    expect([first.statusCode, again.json()]).toEqual([200, first.json()]);
    await refused({ method: "POST", url, headers, payload: `${whole} ` }, [422, "IDEMPOTENCY_MISMATCH"]);
  });

  test.each([
    ["B23 a member that is misspelt", "POST", versions, { txt: "{}" }, "FIELD_UNKNOWN", "/txt"],
    ["B23 one member too many", "POST", versions, { text: "{}", shcema: 1 }, "FIELD_UNKNOWN", "/shcema"],
    ["a member that is missing", "POST", versions, {}, "FIELD_MISSING", ""],
    ["B24 a number for a text", "POST", versions, { text: 5 }, "FIELD_TYPE", "/text"],
    ["B24 a text for a flag", "POST", versions, { text: "{}", draft: "true" }, "FIELD_TYPE", "/draft"],
    ["B24 a list for the body", "POST", versions, [], "FIELD_TYPE", ""],
    [
      "a file that lies outside",
      "POST",
      versions,
      { text: "{}", file: "../../etc/x.json" },
      "FIELD_VALUE",
      "/file",
    ],
    [
      "a day that there is not",
      "POST",
      `${versions}/1.0.0/deprecate`,
      { sunset: "2027-02-30" },
      "FIELD_VALUE",
      "/sunset",
    ],
    ["a policy that says nothing", "PUT", "/v1/contracts/shop.order.placed/policy", {}, "FIELD_VALUE", ""],
    [
      "a question without an answerer",
      "POST",
      "/v1/compatibility",
      { candidate: { schema: {} } },
      "FIELD_MISSING",
      "",
    ],
    [
      "a schema and a subject at once",
      "POST",
      "/v1/compatibility",
      { candidate: { schema: {}, subject: "a" }, against: { schema: {} } },
      "FIELD_VALUE",
      "/candidate",
    ],
  ] as const)("%s", async (_row, method, url, body, code, pointer) => {
    await refused({ method, url, headers: json, payload: JSON.stringify(body) }, [400, code], pointer);
  });

  test("B23 suggests the nearest name", async () => {
    const problem = await refused(post('{"txt":"{}"}', json), [400, "FIELD_UNKNOWN"]);
    expect(problem.detail).toContain('did you mean "text"?');
  });
});

/** A property `a` with these members, in a contract that is right but for it. */
const a = (members: string) => {
  const { properties, ...rest } = placed("1.1.0");
  const all = JSON.stringify(properties).slice(0, -1);
  return `${JSON.stringify(rest).slice(0, -1)},"properties":${all},"a":{"description":"…",${members}}}}`;
};
const root = (members: object) => JSON.stringify(placed("1.1.0", members));
const many = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(",");

describe("C. what a schema means", () => {
  test.each([
    ["C01 a type that is misspelt", a('"type":"strng"'), "SCHEMA_INVALID", "/properties/a/type"],
    ["C02 no type in the list", a('"type":[]'), "SCHEMA_INVALID", "/properties/a/type"],
    ["C03 a type twice", a('"type":["string","string"]'), "SCHEMA_INVALID", "/properties/a/type/1"],
    ["C04 a number as type", a('"type":5'), "SCHEMA_INVALID", "/properties/a/type"],
    [
      "C05 a keyword that is misspelt",
      a('"requried":["b"]'),
      "SCHEMA_UNKNOWN_KEYWORD",
      "/properties/a/requried",
    ],
    ["C06 required that is no list", a('"required":"b"'), "SCHEMA_INVALID", "/properties/a/required"],
    [
      "C07 a name required twice",
      a('"properties":{"b":{"description":"…"}},"required":["b","b"]'),
      "SCHEMA_INVALID",
      "/properties/a/required/1",
    ],
    ["C09 properties that are a list", a('"properties":[1]'), "SCHEMA_INVALID", "/properties/a/properties"],
    ["C10 null as a schema", a('"items":null'), "SCHEMA_INVALID", "/properties/a/items"],
    [
      "C11 minimum above maximum",
      a('"minimum":2,"maximum":1'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/minimum",
    ],
    [
      "C12 minLength above maxLength",
      a('"minLength":5,"maxLength":3'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/minLength",
    ],
    ["C13 a negative minItems", a('"minItems":-1'), "SCHEMA_INVALID", "/properties/a/minItems"],
    ["C14 half a character", a('"maxLength":1.5'), "SCHEMA_INVALID", "/properties/a/maxLength"],
    ["C15 a multiple of zero", a('"multipleOf":0'), "SCHEMA_INVALID", "/properties/a/multipleOf"],
    ["C16 a multiple of less", a('"multipleOf":-1'), "SCHEMA_INVALID", "/properties/a/multipleOf"],
    ["C18 no value in the enum", a('"enum":[]'), "SCHEMA_INVALID", "/properties/a/enum"],
    ["C19 a value twice", a('"enum":[1,1]'), "SCHEMA_INVALID", "/properties/a/enum/1"],
    [
      "C20 a value of another type",
      a('"type":"string","enum":["b",1]'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/enum/1",
    ],
    [
      "C21 a const outside of the enum",
      a('"enum":["b"],"const":"c"'),
      "SCHEMA_UNSATISFIABLE",
      "/properties/a/const",
    ],
    [
      "C22 a parenthesis that does not close",
      a('"pattern":"("'),
      "SCHEMA_REGEX_SYNTAX",
      "/properties/a/pattern",
    ],
    ["C23 look-ahead", a('"pattern":"a(?=b)"'), "SCHEMA_REGEX_UNSUPPORTED", "/properties/a/pattern"],
    ["C24 a back-reference", a('"pattern":"(a)\\\\1"'), "SCHEMA_REGEX_UNSUPPORTED", "/properties/a/pattern"],
    ["C25 a count over a thousand", a('"pattern":"a{1001}"'), "SCHEMA_REGEX_LIMIT", "/properties/a/pattern"],
    ["C27 flags inside the pattern", a('"pattern":"(?i)a"'), "SCHEMA_REGEX_SYNTAX", "/properties/a/pattern"],
    ["C29 a format that is misspelt", a('"format":"emial"'), "SCHEMA_FORMAT_UNKNOWN", "/properties/a/format"],
    ["C31 a reference to nothing", a('"$ref":"#/$defs/nope"'), "SCHEMA_REF_UNRESOLVED", "/properties/a/$ref"],
    [
      "C32 a reference into the network",
      a('"$ref":"http://example.com/b.json"'),
      "SCHEMA_REF_REMOTE",
      "/properties/a/$ref",
    ],
    [
      "C33 a reference to a file",
      a('"$ref":"file:///etc/passwd"'),
      "SCHEMA_REF_SCHEME",
      "/properties/a/$ref",
    ],
    [
      "C34 a reference to another host",
      a('"$ref":"//169.254.169.254/x"'),
      "SCHEMA_REF_REMOTE",
      "/properties/a/$ref",
    ],
    ["C35 a reference that carries data", a('"$ref":"data:,"'), "SCHEMA_REF_SCHEME", "/properties/a/$ref"],
    ["C36 a pointer with a stray tilde", a('"$ref":"#/a/~2"'), "SCHEMA_REF_UNRESOLVED", "/properties/a/$ref"],
    ["C37 a reference to itself", a('"$ref":"#/properties/a"'), "SCHEMA_REF_LOOP", "/properties/a/$ref"],
    [
      "C40 a reference without a version",
      a('"$ref":"../../../common/address"'),
      "SCHEMA_REF_UNPINNED",
      "/properties/a/$ref",
    ],
    [
      "C40 a reference to whatever is latest",
      a('"$ref":"../../../common/address/latest.json"'),
      "SCHEMA_REF_UNPINNED",
      "/properties/a/$ref",
    ],
    ["C41 a dialect nobody knows", root({ $schema: "latest" }), "SCHEMA_DIALECT", "/$schema"],
    [
      "C41 the dialect of 2010",
      root({ $schema: "http://json-schema.org/draft-03/schema#" }),
      "SCHEMA_DIALECT",
      "/$schema",
    ],
    [
      "C42 a keyword of a later draft",
      root({ $schema: "http://json-schema.org/draft-07/schema#", $defs: {} }),
      "SCHEMA_DIALECT_MISMATCH",
      "/$defs",
    ],
    [
      "C43 another dialect in the middle",
      a('"$schema":"http://json-schema.org/draft-07/schema#"'),
      "SCHEMA_DIALECT_MISMATCH",
      "/properties/a/$schema",
    ],
    [
      "C44 a vocabulary of one's own",
      root({ $vocabulary: { "https://example.com/v": true } }),
      "SCHEMA_VOCABULARY",
      "/$vocabulary/https:~1~1example.com~1v",
    ],
    ["C45 a relative identifier", root({ $id: "1.1.0.json" }), "SCHEMA_ID", "/$id"],
    [
      "C45 an identifier with a fragment",
      root({ $id: `${base}shop/order/placed/1.1.0.json#x` }),
      "SCHEMA_ID",
      "/$id",
    ],
    [
      "C45 somebody else's identifier",
      root({ $id: `${base}common/address/1.0.0.json` }),
      "SCHEMA_ID",
      "/$id",
    ],
    [
      "C45 an identifier twice",
      root({ $defs: { b: { $id: "b" }, c: { $id: "b" } } }),
      "SCHEMA_ID",
      "/$defs/c/$id",
    ],
    [
      "C46 an anchor twice",
      root({ $defs: { b: { $anchor: "x" }, c: { $anchor: "x" } } }),
      "SCHEMA_ANCHOR",
      "/$defs/c",
    ],
    [
      "C47 a dynamic reference to nothing",
      a('"$dynamicRef":"#x"'),
      "SCHEMA_DYNAMIC_REF",
      "/properties/a/$dynamicRef",
    ],
    [
      "C48 1001 properties",
      a(`"properties":{${many(1001, (at) => `"m${at}":{"description":"…"}`)}}`),
      "LIMIT_PROPERTIES",
      "/properties/a/properties",
    ],
    ["C49 10 001 values", a(`"enum":[${many(10_001, String)}]`), "LIMIT_ENUM", "/properties/a/enum"],
    [
      "C50 257 branches",
      a(`"anyOf":[${many(257, (at) => `{"const":${at}}`)}]`),
      "LIMIT_COMBINATORS",
      undefined,
    ],
    [
      "C51 a thousand million ways",
      a(`"allOf":[${many(30, () => '{"anyOf":[{},{}]}')}]`),
      "LIMIT_EXPANSION",
      undefined,
    ],
    ["C54 65 levels", a(`"items":${'{"items":'.repeat(65)}{}${"}".repeat(65)}`), "LIMIT_DEPTH", undefined],
    [
      "C57 a default that its schema refuses",
      a('"type":"integer","default":"1"'),
      "SCHEMA_DEFAULT_INVALID",
      "/properties/a/default",
    ],
    [
      "C58 an example that its schema refuses",
      root({ examples: [{}, { id: "22" }] }),
      "SCHEMA_EXAMPLE_INVALID",
      "/examples/0",
    ],
    ["C59 an empty title", root({ title: "" }), "LIMIT_NAME", "/title"],
    ["C59 a title of 300 letters", root({ title: "x".repeat(300) }), "LIMIT_NAME", "/title"],
    ["C60 OpenAPI's nullable", a('"nullable":true'), "SCHEMA_UNKNOWN_KEYWORD", "/properties/a/nullable"],
    ["C61 required as a flag", a('"required":true'), "SCHEMA_DIALECT_MISMATCH", "/properties/a/required"],
    ["C62 dependencies", a('"dependencies":{}'), "SCHEMA_DIALECT_MISMATCH", "/properties/a/dependencies"],
    ["C63 a list under items", a('"items":[{}]'), "SCHEMA_DIALECT_MISMATCH", "/properties/a/items"],
    ["C64 an event that is a list", root({ type: "array" }), "CONTRACT_ROOT_OBJECT", "/type"],
  ] as const)("%s", async (_row, text, code, pointer) => {
    const problem = await refused(post(text), [422, code], pointer);
    expect(problem.hint.length).toBeGreaterThan(5);
  });

  test("C38 what is to be frozen cannot refer to what may change", async () => {
    await refused(post(a('"$ref":"../../../common/draft/1.0.0.json"')), [422, "SCHEMA_REF_FORBIDDEN"]);
  });

  test.each([
    ["C08 a name required and not declared", a('"required":["b"]'), "LINT_REQUIRED_UNDECLARED"],
    ["C17 a multiple of a fraction", a('"type":"number","multipleOf":0.01'), "LINT_FLOAT_MULTIPLE"],
    ["C30 a format on an integer", a('"type":"integer","format":"date"'), "format-without-string"],
    ["C52 unique items without a limit", a('"type":"array","uniqueItems":true'), "LINT_UNIQUE_ITEMS"],
    [
      "C53 a pattern for texts of any length",
      a('"type":"string","pattern":"^a+$"'),
      "pattern-without-length",
    ],
    [
      "C55 two keywords for what is left over",
      a('"type":"object","additionalProperties":false,"unevaluatedProperties":false'),
      "closed-twice",
    ],
    [
      "C56 branches that nothing tells apart",
      a('"oneOf":[{"type":"string","maxLength":5},{"minLength":1}]'),
      "branches-ambiguous",
    ],
  ] as const)("%s is told, whether it is refused or not", async (_row, text, code) => {
    const answer = await send({ ...post(text), url: `${versions}?dryRun=true` });
    const { findings } = answer.json();
    expect([200, 422], answer.body).toContain(answer.statusCode);
    expect(findings.map((finding: { code: string }) => finding.code)).toContain(code);
  });

  test.each([
    ["C26 a class by its long name", a('"type":"string","pattern":"^\\\\p{Letter}+$","maxLength":9')],
    ["C28 a pattern that backtracks elsewhere", a('"type":"string","pattern":"^(a+)+$","maxLength":9')],
    ["C54 50 levels", a(`"items":${'{"items":'.repeat(40)}{}${"}".repeat(40)}`)],
  ])("%s passes", async (_row, text) => {
    const answer = await send({ ...post(text), url: `${versions}?dryRun=true` });
    expect(answer.statusCode, answer.body).toBe(200);
  });

  test("C28 an example that makes it backtrack ends in a bounded time, and others are answered meanwhile", async () => {
    const bad = `${"a".repeat(40)}!`;
    const text = JSON.stringify(
      placed(
        "1.1.0",
        { examples: [{ id: "1" }, { id: "2", a: bad }] },
        {
          a: { type: "string", pattern: "^(a+)+$", maxLength: 50, description: "…" },
        },
      ),
    );
    const slow = send(post(text));
    expect((await send({ url: "/shop/order/placed/1.0.0" })).statusCode).toBe(200);
    const answer = await slow;
    expect(answer.statusCode, answer.body).toBe(422);
    expect(["SCHEMA_EXAMPLE_INVALID", "LIMIT_TIME"]).toContain(answer.json().code);
    expect(registry.state.sequence).toBe(before.sequence);
  }, 60_000);
});

describe("F. the life of a version", () => {
  test.each([
    ["a b", "a%20b"],
    ["256 characters", "x".repeat(256)],
    ["a single word", "order"],
    ["capitals", "Shop.Order"],
    ["a reserved word", "subjects.created"],
    ["an empty word", "oms..created"],
    ["a device of Windows", "oms.con"],
  ])("F01 %s is the name of no contract", async (_row, name) => {
    const options = { ...post(whole), url: `/v1/contracts/${name}/versions` };
    await refused(options, [422, "SUBJECT_NAME"]);
  });

  test("F01 no name at all", async () => {
    await refused({ ...post(whole), url: "/v1/contracts//versions" }, [400, "SUBJECT_NAME"]);
  });

  test("F02, F03 the same content again, in another order or layout, is the version that it was", async () => {
    const { $id, ...rest } = placed("1.0.0");
    for (const text of [JSON.stringify(placed("1.0.0")), JSON.stringify({ ...rest, $id }, undefined, 4)]) {
      const answer = await send(post(text));
      expect([answer.statusCode, answer.json().number, answer.json().isNew]).toEqual([200, "1.0.0", false]);
    }
    expect(registry.state.sequence).toBe(before.sequence);
  });

  test("F04 what breaks the promise is refused, with every change, its place and an event that shows it", async () => {
    const text = JSON.stringify(
      placed(
        "1.1.0",
        {
          required: ["id", "note"],
          examples: [
            { id: "1", note: "n" },
            { id: "22", note: "nn" },
          ],
        },
        {
          note: { type: "string", maxLength: 10, description: "…" },
        },
      ),
    );
    const problem = await refused(post(text), [409, "SCHEMA_INCOMPATIBLE"]);
    expect(problem.findings[0]).toMatchObject({
      rule: "property-required",
      pointer: expect.stringContaining("/required"),
      witness: expect.any(String),
      docs: "/rules/property-required",
    });
  });

  test("F05 a level that there is not", async () => {
    const options = { method: "PUT" as const, url: "/v1/contracts/shop.order.placed/policy", headers: json };
    const problem = await refused({ ...options, payload: '{"level":"BACKWARDS"}' }, [422, "COMPAT_LEVEL"]);
    expect(problem.detail).toContain('did you mean "BACKWARD"?');
  });

  test("F06 what is referred to stays", async () => {
    const world = await shop({ sandbox });
    const text = JSON.stringify(
      placed("1.1.0", {}, { to: { description: "…", $ref: "../../../common/address/1.0.0.json" } }),
    );
    expect((await world.send(post(text))).statusCode).toBe(201);
    const answer = await world.send({ method: "DELETE", url: "/v1/contracts/common.address/versions/1.0.0" });
    expect([answer.statusCode, answer.json().code]).toEqual([409, "SCHEMA_REFERENCED"]);
    expect(answer.json().detail).toContain("shop.order.placed");
    await world.close();
  });

  test("F07, F08 two steps to delete for good; what is deleted is not found, and says so", async () => {
    const world = await shop({ sandbox });
    const url = `${versions}/1.0.0`;
    const gone = (query = "") => world.send({ method: "DELETE", url: `${url}${query}` });
    const codeOf = async (options: InjectOptions) => {
      const answer = await world.send(options);
      return [answer.statusCode, answer.json().code];
    };

    expect(await codeOf({ method: "DELETE", url: `${url}?permanent=true` })).toEqual([
      409,
      "VERSION_NOT_DELETED",
    ]);
    expect((await gone()).statusCode).toBe(200);
    expect(await codeOf({ url })).toEqual([404, "SCHEMA_DELETED"]);
    expect((await world.send({ url: `${url}?deleted=true` })).json().state).toBe("deleted");
    expect(await codeOf({ method: "DELETE", url })).toEqual([409, "VERSION_DELETED"]);
    expect((await gone("?permanent=true")).json()).toMatchObject({ numbers: ["1.0.0"], permanent: true });
    expect(await codeOf({ url })).toEqual([404, "SUBJECT_NOT_FOUND"]);
    // The number never means anything else.
    expect(await codeOf(post(JSON.stringify(placed("1.0.0", { description: "Other." }))))).toEqual([
      409,
      "VERSION_CONFLICT",
    ]);
    await world.close();
  });

  test.each([
    ["a lower number", "0.9.0", {}],
    ["the same number with another content", "1.0.0", { description: "Another." }],
    ["a number that leaves one out", "1.2.0", {}],
    ["a major number that leaves one out", "3.0.0", {}],
  ])("F09 %s", async (_row, number, more) => {
    await refused(post(JSON.stringify(placed(number, more))), [409, "VERSION_CONFLICT"]);
  });

  test("F09 a number that says less than the content does", async () => {
    const text = JSON.stringify(
      placed("1.0.1", {}, { note: { type: "string", maxLength: 9, description: "…" } }),
    );
    const problem = await refused(post(text), [409, "VERSION_CONFLICT"]);
    expect(problem.hint).toContain("1.1.0");
  });

  test("F10 of two that come at once under one number, one is registered", async () => {
    const world = await shop({ sandbox });
    const text = (name: string) =>
      JSON.stringify(placed("1.1.0", {}, { [name]: { type: "string", maxLength: 9, description: "…" } }));
    const answers = await Promise.all(["a", "b"].map((name) => world.send(post(text(name)))));

    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const { versions: known } = (await world.send({ url: versions })).json();
    expect(known.map(({ number }: { number: string }) => number)).toEqual(["1.0.0", "1.1.0"]);
    await world.close();
  });

  test("F11 a policy that the history does not keep is set, and the history is named", async () => {
    const world = await shop({ sandbox });
    const url = "/v1/contracts/shop.order.placed/policy";
    const put = (level: string) =>
      world.send({ method: "PUT", url, headers: json, payload: JSON.stringify({ level }) });
    expect((await put("NONE")).statusCode).toBe(200);
    const text = JSON.stringify(
      placed(
        "1.1.0",
        {
          required: ["id", "a"],
          examples: [
            { id: "1", a: "x" },
            { id: "22", a: "xx" },
          ],
        },
        {
          a: { type: "string", maxLength: 9, description: "…" },
        },
      ),
    );
    const made = await world.send(post(text));
    expect(made.statusCode, made.body).toBe(201);

    const answer = await put("BACKWARD");
    expect(answer.json()).toMatchObject({
      level: "BACKWARD",
      broken: [{ number: "1.1.0", earlier: "1.0.0", direction: "backward", status: "incompatible" }],
    });
    await world.close();
  });
});

test("nothing of all that has reached the prototype of objects", () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(parseJson("{}")).toEqual({});
});
