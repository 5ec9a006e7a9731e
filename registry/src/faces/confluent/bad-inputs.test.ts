import type { FastifyInstance } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { createRegistry, type Registry } from "../../core/registry.ts";
import { createServer } from "../../server.ts";
import { createMemoryStore } from "../../store/memory.ts";
import { jsonSchema } from "../../testing/confluent-client.ts";

/**
 * What nobody should send, and this API's own answer to it: never a fault, nothing of ours but a number and a sentence,
 * nothing changed, and the next good request is served.
 */
let registry: Registry;
let server: FastifyInstance;

const good = {
  type: "object",
  properties: { id: { type: "string" } },
  required: ["id"],
  additionalProperties: false,
};
const type = "application/vnd.schemaregistry.v1+json";

beforeAll(async () => {
  registry = await createRegistry({ store: createMemoryStore() });
  server = await createServer({ registry });
  for (const subject of ["orders", "address"]) await post(`/subjects/${subject}/versions`, jsonSchema(good));
  await post("/subjects/customer/versions", {
    ...jsonSchema({ type: "object", properties: { home: { $ref: "address.json" } } }),
    references: [{ name: "address.json", subject: "address", version: 1 }],
  });
  await post("/subjects/gone/versions", jsonSchema(good));
  await server.inject({ method: "DELETE", url: "/subjects/gone" });
  return async () => {
    await server.close();
    await registry.close();
  };
});

function post(url: string, body: unknown) {
  return server.inject({
    method: "POST",
    url,
    headers: { "content-type": type },
    payload: JSON.stringify(body),
  });
}

type Request = {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  readonly url?: string;
  readonly payload?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

type Row = readonly [id: string, what: string, request: Request, status: number, code: number];

const registering = { method: "POST", url: "/subjects/orders/versions" } as const;

/** A body as it is, for what is no JSON. */
const raw = (payload: string | Buffer): Request => ({ ...registering, payload });

/** A schema as text, for what is no JSON Schema. */
const text = (schema: string): Request => raw(JSON.stringify({ schema, schemaType: "JSON" }));

const schema = (value: unknown): Request => text(JSON.stringify(value));

const at = (url: string, method: Request["method"] = "GET"): Request => ({ method, url });

const put = (url: string, body: unknown): Request => ({ method: "PUT", url, payload: JSON.stringify(body) });

const under = (subject: string): Request => ({
  method: "POST",
  url: `/subjects/${encodeURIComponent(subject)}/versions`,
  payload: JSON.stringify(jsonSchema(good)),
});

const withType = (value: string): Request => ({ ...schema(good), headers: { "content-type": value } });

const bytes: readonly Row[] = [
  ["A01", "an empty body", raw(""), 422, 422],
  ["A02", "white space", raw("  \n"), 400, 400],
  ["A03", "a truncated body", raw("{"), 400, 400],
  ["A03", "a truncated schema", text("{"), 422, 42201],
  ["A04", "a comma at the end", raw('{"schema":"{}",}'), 400, 400],
  ["A04", "a comma at the end of a schema", text('{"a":1,}'), 422, 42201],
  ["A05", "single quotes", raw("{'schema':'{}'}"), 400, 400],
  ["A06", "a comment", text("{} // all"), 422, 42201],
  ["A07", "NaN", text('{"minimum":NaN}'), 422, 42201],
  ["A08", "two documents", text("{}{}"), 422, 42201],
  ["A10", "UTF-16", raw(Buffer.from('{"schema":"{}"}', "utf16le")), 400, 400],
  ["A11", "a byte that is no UTF-8", raw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400, 400],
  ["A12", "an overlong slash", raw(Buffer.from([0x22, 0xc0, 0xaf, 0x22])), 400, 400],
  ["A13", "half a surrogate pair", text('{"title":"\\ud800"}'), 422, 42201],
  ["A15", "a key twice", text('{"type":"string","type":"integer"}'), 422, 42201],
  ["A16", "65 brackets", text(`${"[".repeat(65)}${"]".repeat(65)}`), 422, 42201],
  ["A16", "100,000 brackets", raw("[".repeat(100_000)), 400, 400],
  ["A17", "more than a megabyte", raw(`{"schema":"${"x".repeat(1_100_000)}"}`), 422, 42209],
  ["A20", "a number beyond all bounds", text('{"const":1e400}'), 422, 42201],
  ["A21", "an integer that a double cannot hold", text('{"const":9007199254740993}'), 422, 42201],
  ["A23", "null for a schema", text("null"), 422, 42201],
  ["A23", "a number for a schema", text("3"), 422, 42201],
  ["A23", "a list for a schema", text("[]"), 422, 42201],
  ["A23", "a list for a body", raw("[]"), 400, 400],
  ["A23", "null for a body", raw("null"), 422, 422],
  ["A25", "__proto__ as a member", raw('{"__proto__":{"schemaType":"JSON"},"schema":"{}"}'), 422, 42201],
];

const shape: readonly Row[] = [
  ["B02", "text", withType("text/plain"), 415, 415],
  ["B03", "a type with a tab", withType("application/json\tx"), 415, 415],
  ["B05", "a type with more words", withType("application/json garbage"), 415, 415],
  ["B06", "UTF-16 by name", withType("application/json; charset=utf-16"), 415, 415],
  ["B07", "HTML wanted", { url: "/subjects", headers: { accept: "text/html" } }, 406, 406],
  ["B08", "an unknown path", at("/subjects/orders/nothing"), 404, 404],
  ["B08", "an unknown path below another", at("/schemas/nothing/1"), 404, 404],
  ["B08", "an unknown path below /confluent", at("/confluent/nothing"), 404, 404],
  ["B08", "tags, which are not served", at("/subjects/orders/versions/1/tags", "POST"), 404, 404],
  ["B08", "associations, which are not served", at("/associations", "POST"), 404, 404],
  ["B09", "a wrong method", at("/subjects/orders/versions/1", "PUT"), 405, 405],
  ["B09", "another wrong method", at("/subjects", "PATCH"), 405, 405],
  ["B10", "a percent sign alone", at("/subjects/%zz/versions"), 400, 400],
  ["B10", "bytes that are no UTF-8", at("/subjects/%ff/versions"), 400, 400],
  ["B11", "NUL in a subject", under("a\0b"), 422, 42208],
  ["B12", "dots and slashes are a name like others", at("/subjects/..%2f..%2fetc/versions"), 404, 40401],
  ["B13", "a name of 513 characters", at(`/subjects/${"x".repeat(513)}/versions`), 414, 414],
  ["B14", "a limit that is none", at("/subjects?limit=abc"), 404, 404],
  ["B14", "an offset that is none", at("/schemas?offset=1.5"), 404, 404],
  ["B17", "version 0", at("/subjects/orders/versions/0"), 422, 42202],
  ["B17", "version -2", at("/subjects/orders/versions/-2"), 422, 42202],
  ["B17", "version 1.5", at("/subjects/orders/versions/1.5"), 422, 42202],
  ["B17", "version 1e3", at("/subjects/orders/versions/1e3"), 422, 42202],
  ["B17", "version latestt", at("/subjects/orders/versions/latestt"), 422, 42202],
  ["B18", "a version beyond all bounds", at("/subjects/orders/versions/99999999999"), 422, 42202],
  ["B18", "a version that is not there", at("/subjects/orders/versions/2147483647"), 404, 40402],
  ["B18", "an id beyond all bounds", at("/schemas/ids/99999999999"), 404, 404],
  ["B18", "an id that is not there", at("/schemas/ids/2147483647"), 404, 40403],
  ["B18", "an id that is none", at("/schemas/ids/one"), 404, 404],
  ["B24", "a number for the schema", raw('{"schema":5,"schemaType":"JSON"}'), 400, 400],
  ["B24", "an object for the schema", raw('{"schema":{},"schemaType":"JSON"}'), 400, 400],
  ["B24", "a number for the type", raw('{"schema":"{}","schemaType":5}'), 400, 400],
  ["B24", "a word for the references", raw('{"schema":"{}","schemaType":"JSON","references":"a"}'), 400, 400],
  [
    "B24",
    "a reference without a version",
    raw('{"schema":"{}","schemaType":"JSON","references":[{"name":"a","subject":"b"}]}'),
    400,
    400,
  ],
  ["B24", "a number for the metadata", raw('{"schema":"{}","schemaType":"JSON","metadata":5}'), 400, 400],
  [
    "B24",
    "properties that are no texts",
    raw('{"schema":"{}","schemaType":"JSON","metadata":{"properties":{"a":1}}}'),
    400,
    400,
  ],
  ["B24", "a text for an id", raw('{"schema":"{}","schemaType":"JSON","id":"5"}'), 400, 400],
  ["B24", "a fraction for a version", raw('{"schema":"{}","schemaType":"JSON","version":1.5}'), 400, 400],
  ["B24", "a word for a flag", put("/config/orders", { normalize: "yes" }), 400, 400],
];

const meaning: readonly Row[] = [
  ["C01", "an unknown type", schema({ type: "strng" }), 422, 42201],
  ["C02", "no types", schema({ type: [] }), 422, 42201],
  ["C03", "a type twice", schema({ type: ["string", "string"] }), 422, 42201],
  ["C04", "a number for a type", schema({ type: 5 }), 422, 42201],
  ["C06", "required that is no list", schema({ required: "id" }), 422, 42201],
  ["C07", "a name required twice", schema({ required: ["id", "id"] }), 422, 42201],
  ["C09", "properties that are a list", schema({ properties: [] }), 422, 42201],
  ["C10", "null for a schema of a property", schema({ properties: { a: null } }), 422, 42201],
  ["C13", "a negative count", schema({ minItems: -1 }), 422, 42201],
  ["C14", "a broken length", schema({ maxLength: 1.5 }), 422, 42201],
  ["C15", "multiples of 0", schema({ multipleOf: 0 }), 422, 42201],
  ["C16", "multiples of -1", schema({ multipleOf: -1 }), 422, 42201],
  ["C22", "a pattern that is none", schema({ pattern: "(" }), 422, 42201],
  ["C31", "a reference to nothing inside", schema({ $ref: "#/$defs/nope" }), 422, 42201],
  ["C32", "a reference to the net", schema({ $ref: "https://shop.example/a.json" }), 422, 42201],
  ["C33", "a reference to a file", schema({ $ref: "file:///etc/passwd" }), 422, 42201],
  ["C34", "a reference to another host", schema({ $ref: "//169.254.169.254/x" }), 422, 42201],
  [
    "C37",
    "a reference around in a circle",
    schema({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }),
    422,
    42201,
  ],
  [
    "C38",
    "a reference to a version that is not there",
    raw(JSON.stringify({ ...jsonSchema(good), references: [{ name: "a", subject: "nowhere", version: 1 }] })),
    422,
    42201,
  ],
  ["C41", "an unknown dialect", schema({ $schema: "https://json-schema.org/draft-99/schema" }), 422, 42201],
  ["C61", "required that is a flag", schema({ properties: { a: { required: true } } }), 422, 42201],
];

const life: readonly Row[] = [
  ["F01", "a control character in a name", under("a\tb"), 422, 42208],
  ["F01", "a name that is kept", under("__GLOBAL"), 422, 42208],
  ["F01", "no name", under(""), 422, 42208],
  ["F04", "an incompatible schema", schema({ type: "integer" }), 409, 409],
  ["F05", "a level that is none", put("/config", { compatibility: "BACKWARDS" }), 422, 42203],
  [
    "F05",
    "a level of a subject that is none",
    put("/config/orders", { compatibility: "BACKWARDS" }),
    422,
    42203,
  ],
  ["F05", "a policy that is none", put("/config", { compatibilityPolicy: "LOOSE" }), 422, 42203],
  ["F05", "a mode that is none", put("/mode", { mode: "READ" }), 422, 42204],
  ["F05", "a mode that is missing", put("/mode", {}), 422, 42204],
  [
    "F05",
    "a rule without a name",
    raw(JSON.stringify({ ...jsonSchema(good), ruleSet: { domainRules: [{ type: "CEL", mode: "WRITE" }] } })),
    422,
    42210,
  ],
  [
    "F05",
    "a rule of the wrong phase",
    put("/config/orders", {
      defaultRuleSet: { migrationRules: [{ name: "a", type: "CEL", mode: "WRITE" }] },
    }),
    422,
    42210,
  ],
  ["F05", "settings of a bad name", put("/config/a%09b", { compatibility: "FULL" }), 422, 42208],
  ["F06", "deleting what others refer to", at("/subjects/address", "DELETE"), 422, 42206],
  [
    "F06",
    "deleting a version that others refer to",
    at("/subjects/address/versions/1", "DELETE"),
    422,
    42206,
  ],
  ["F07", "deleting for good, before softly", at("/subjects/orders?permanent=true", "DELETE"), 404, 40405],
  [
    "F07",
    "deleting a version for good, before softly",
    at("/subjects/orders/versions/1?permanent=true", "DELETE"),
    404,
    40407,
  ],
  ["F08", "what is deleted", at("/subjects/gone/versions/1"), 404, 40401],
  ["F08", "deleting again", at("/subjects/gone", "DELETE"), 404, 40404],
  ["F08", "deleting a version again", at("/subjects/gone/versions/1", "DELETE"), 404, 40406],
  [
    "F09",
    "a version that is skipped",
    raw(JSON.stringify({ ...jsonSchema({ ...good, title: "x" }), version: 9 })),
    422,
    42201,
  ],
  [
    "F09",
    "an id outside of an import",
    raw(JSON.stringify({ ...jsonSchema({ ...good, title: "x" }), id: 9 })),
    422,
    42205,
  ],
  ["F09", "importing over what is there", put("/mode/orders", { mode: "IMPORT" }), 422, 42205],
  ["F09", "a context that has something in it", at("/contexts/:.:", "DELETE"), 422, 42211],
];

describe.each([
  ["bytes", bytes],
  ["HTTP", shape],
  ["schemas", meaning],
  ["life", life],
])("bad %s", (_group, rows) => {
  test.each(rows)(
    "%s: %s",
    async (_id, _what, { method = "GET", url = "/", headers = {}, payload }, status, code) => {
      const before = registry.state.sequence;

      const answer = await server.inject({
        method,
        url,
        headers: { ...(payload !== undefined && { "content-type": type }), ...headers },
        ...(payload !== undefined && { payload }),
      });

      expect([answer.statusCode, answer.json().error_code], answer.body).toEqual([status, code]);
      expect(Object.keys(answer.json())).toEqual(["error_code", "message"]);
      expect(answer.headers["content-type"]).toBe(type);
      expect(answer.json().message).not.toMatch(
        /\bat .*:[0-9]+:[0-9]+|node_modules|fastify|undefined|\[object/i,
      );
      expect(registry.state.sequence).toBe(before);
      const next = await post("/subjects/orders", jsonSchema(good));
      expect([next.statusCode, next.json().version]).toEqual([200, 1]);
    },
  );
});

test.each([
  [
    "A09",
    "a byte order mark",
    raw(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify(jsonSchema(good)))])),
  ],
  ["A24", "true", { ...text("true"), url: "/subjects/true/versions" }],
  ["A24", "false", { ...text("false"), url: "/subjects/false/versions" }],
  ["B04", "a space before the type", withType(" application/json")],
  ["B15", "an unknown name in the query", { ...schema(good), url: "/subjects/orders/versions?limt=1" }],
  ["B23", "an unknown member of the body", raw(JSON.stringify({ ...jsonSchema(good), shcema: 1 }))],
  ["C05", "an unknown keyword", { ...schema({ requried: ["a"] }), url: "/subjects/C05/versions" }],
  ["C11", "what nothing satisfies", { ...schema({ minimum: 2, maximum: 1 }), url: "/subjects/C11/versions" }],
  [
    "C18",
    "an enum of nothing, which newer drafts allow",
    {
      ...schema({ $schema: "https://json-schema.org/draft/2020-12/schema", enum: [] }),
      url: "/subjects/C18/versions",
    },
  ],
  ["C23", "a pattern that looks ahead", { ...schema({ pattern: "(?=a)" }), url: "/subjects/C23/versions" }],
  ["C24", "a pattern that looks back", { ...schema({ pattern: "(a)\\1" }), url: "/subjects/C24/versions" }],
  ["C29", "an unknown format", { ...schema({ format: "emial" }), url: "/subjects/C29/versions" }],
  [
    "C40",
    "a reference whose name has no version",
    {
      ...raw(
        JSON.stringify({
          ...jsonSchema({ $ref: "address" }),
          references: [{ name: "address", subject: "address", version: -1 }],
        }),
      ),
      url: "/subjects/C40/versions",
    },
  ],
  [
    "C57",
    "a default that the schema refuses",
    { ...schema({ type: "string", default: 1 }), url: "/subjects/C57/versions" },
  ],
  ["C60", "a word of OpenAPI", { ...schema({ nullable: true }), url: "/subjects/C60/versions" }],
  ["C64", "a root that is no object", { ...schema({ type: "string" }), url: "/subjects/C64/versions" }],
  ["F01", "a space in a name", under("a b")],
  ["F01", "a slash in a name", under("a/b")],
  ["F01", "two dots for a part of a name", under("../a")],
  ["F01", "256 characters", under("x".repeat(256))],
  ["F02", "the same schema again", schema(good)],
  ["F03", "the same in other white space", text(JSON.stringify(good, undefined, 4))],
] satisfies readonly (readonly [string, string, Request])[])(
  "taken, though %s: %s",
  async (_id, _what, request) => {
    const { method = "POST", url = "/", headers = {}, payload = "" } = request as Request;

    const answer = await server.inject({
      method,
      url,
      headers: { "content-type": type, ...headers },
      payload,
    });

    expect(answer.statusCode, answer.body).toBe(200);
  },
);

test("nothing that was sent has become part of every object", () => {
  expect(({} as Record<string, unknown>).schemaType).toBeUndefined();
});
