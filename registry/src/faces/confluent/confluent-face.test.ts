import { expect, test } from "vitest";
import { confluentClient, jsonSchema } from "../../testing/confluent-client.ts";
import { registryWith, snapshotOf } from "../../testing/snapshots.ts";

const string = { type: "string" };
const order = { type: "object", properties: { id: string }, required: ["id"], additionalProperties: false };
const openOrder = { type: "object", properties: { id: string }, required: ["id"] };

const failed = (code: number, message: unknown = expect.any(String)) => ({
  status: code < 1000 ? code : Math.trunc(code / 100),
  type: "application/vnd.schemaregistry.v1+json",
  body: { error_code: code, message },
});

test("it is served at the root and below /confluent", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);

  expect((await ask("GET", "/subjects")).body).toEqual(["orders"]);
  expect((await ask("GET", "/confluent/subjects")).body).toEqual(["orders"]);
  expect((await ask("GET", "/confluent/subjects/orders/versions/latest")).body).toMatchObject({ version: 1 });
  expect(await ask("GET", "/confluent")).toMatchObject({ status: 200, body: {} });
});

test.each([
  [undefined, "application/vnd.schemaregistry.v1+json"],
  ["*/*", "application/vnd.schemaregistry.v1+json"],
  [
    "application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json",
    "application/vnd.schemaregistry.v1+json",
  ],
  ["application/vnd.schemaregistry+json", "application/vnd.schemaregistry+json"],
  ["application/json", "application/json"],
  ["application/json;q=0.5, application/vnd.schemaregistry+json", "application/vnd.schemaregistry+json"],
])("Accept: %s is answered in %s", async (accept, type) => {
  const { server } = await confluentClient();

  const answer = await server.inject({ url: "/subjects", headers: accept === undefined ? {} : { accept } });

  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, type]);
});

test.each([
  ["application/vnd.schemaregistry.v1+json", 200],
  ["application/vnd.schemaregistry+json", 200],
  ["application/json", 200],
  ["application/json; charset=utf-8", 200],
  ["application/octet-stream", 200],
  [undefined, 200],
  ["text/plain", 415],
  ["application/json; charset=utf-16", 415],
  ["application/json garbage", 415],
  ["application/x-www-form-urlencoded", 415],
])("a body declared as %s is answered with %i", async (type, status) => {
  const { server } = await confluentClient();

  const answer = await server.inject({
    method: "POST",
    url: "/subjects/orders/versions",
    headers: type === undefined ? {} : { "content-type": type },
    payload: Buffer.from(JSON.stringify(jsonSchema(order))),
  });

  expect(answer.statusCode, answer.body).toBe(status);
});

test("a type without a body is no mistake, and a body that is missing is one", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);

  expect(await ask("DELETE", "/subjects/orders")).toMatchObject({ status: 200, body: [1] });
  expect(await ask("POST", "/subjects/orders/versions")).toEqual(failed(422, "must not be null"));
});

test.each(["a/b", "a b", "100%", "a%2Fb", "ü", "a+b", "a?b#c", "a'b\"c", ":.ctx:a/b"])(
  "the subject %s is found under its name percent-encoded",
  async (subject) => {
    const { ask, register } = await confluentClient();
    await register(subject, order);

    const path = `/subjects/${encodeURIComponent(subject)}/versions`;
    expect((await ask("GET", `${path}/latest`)).body).toMatchObject({ subject, version: 1 });
    expect((await ask("GET", "/subjects")).body).toEqual([subject]);
  },
);

test("what a query is not about is ignored, and booleans come in any spelling", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);
  await ask("DELETE", "/subjects/orders");

  expect((await ask("GET", "/subjects?deleted=True&limt=1&deleted=false")).body).toEqual(["orders"]);
  expect((await ask("GET", "/subjects?deleted=False")).body).toEqual([]);
  expect((await ask("GET", "/subjects?deleted=yes")).body).toEqual([]);
  expect((await ask("POST", "/subjects/new/versions?x=1", { ...jsonSchema(order), more: 1 })).status).toBe(
    200,
  );
});

test.each([
  ["offset=1", ["b", "c"]],
  ["limit=2", ["a", "b"]],
  ["offset=1&limit=1", ["b"]],
  ["offset=9", []],
  ["limit=0", ["a", "b", "c"]],
  ["limit=-1&offset=-5", ["a", "b", "c"]],
  ["limit=", ["a", "b", "c"]],
])("a page of a list: %s", async (query, names) => {
  const { ask, register } = await confluentClient();
  for (const name of ["c", "a", "b"]) await register(name, order);

  expect((await ask("GET", `/subjects?${query}`)).body).toEqual(names);
});

test("HEAD has the headers of GET", async () => {
  const { server, register } = await confluentClient();
  await register("orders", order);

  const head = await server.inject({ method: "HEAD", url: "/subjects/orders/versions/1" });
  const get = await server.inject("/subjects/orders/versions/1");

  expect([head.statusCode, head.body]).toEqual([200, ""]);
  expect(head.headers["content-length"]).toBe(String(get.body.length));
  expect(head.headers["x-request-id"]).toMatch(/-/);
});

test("a version is told in full, and the same in every way of asking", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);

  const { body } = await ask("GET", "/subjects/orders/versions/1");

  expect(Object.keys(body as object)).toEqual(["subject", "version", "id", "guid", "schemaType", "schema"]);
  for (const version of ["latest", "-1", "LATEST", "%201"])
    expect((await ask("GET", `/subjects/orders/versions/${version}`)).body, version).toEqual(body);
  expect((await ask("POST", "/subjects/orders", jsonSchema(order))).body).toEqual(body);
  expect((await ask("GET", "/schemas")).body).toEqual([body]);
  const { subject: _subject, version: _version, id: _id, ...content } = body as Record<string, unknown>;
  expect((await ask("GET", "/schemas/ids/1")).body).toEqual(content);
  expect((await ask("GET", `/schemas/guids/${content.guid}`)).body).toEqual(content);
  expect((await ask("GET", "/schemas/ids/1/schema")).body).toEqual(order);
});

test("answers that were made before are not sent again once they are untrue", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);
  await ask("GET", "/subjects/orders/versions/latest");
  await register("orders", { ...order, properties: { id: string, note: string } });

  expect((await ask("GET", "/subjects/orders/versions/latest")).body).toMatchObject({ version: 2 });
  await ask("DELETE", "/subjects/orders/versions/2");
  expect((await ask("GET", "/subjects/orders/versions/latest")).body).toMatchObject({ version: 1 });
  expect(await ask("GET", "/subjects/orders/versions/2")).toEqual(failed(40402, "Version 2 not found."));
});

test("the text stays as it came, and white space makes no other schema", async () => {
  const { ask, register } = await confluentClient();
  const spaced = JSON.stringify(order, undefined, 2);

  expect(await register("orders", spaced)).toBe(1);
  expect(await register("orders", order)).toBe(1);
  expect((await ask("GET", "/subjects/orders/versions")).body).toEqual([1]);
  expect((await ask("GET", "/subjects/orders/versions/1")).body).toMatchObject({ schema: spaced });
});

const reordered = {
  additionalProperties: false,
  required: ["id"],
  properties: { id: string },
  type: "object",
};

test("the order of members makes another schema, unless it is normalised", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);

  expect((await ask("POST", "/subjects/orders", jsonSchema(reordered))).status).toBe(404);
  expect((await ask("POST", "/subjects/orders?normalize=true", jsonSchema(reordered))).status).toBe(200);
  expect(
    (await ask("POST", "/subjects/orders/versions?normalize=True", jsonSchema(reordered))).body,
  ).toMatchObject({
    id: 1,
    version: 1,
  });
  await ask("PUT", "/config/orders", { normalize: true });
  expect(await register("orders", reordered)).toBe(1);
});

test.each([
  ["true", true],
  ["false", false],
  ["draft-04", { $schema: "http://json-schema.org/draft-04/schema#", minimum: 1, exclusiveMinimum: true }],
  ["draft-06", { $schema: "http://json-schema.org/draft-06/schema#", exclusiveMinimum: 1, contains: {} }],
  ["draft-07", { $schema: "http://json-schema.org/draft-07/schema#", if: { type: "string" }, else: false }],
  ["2019-09", { $schema: "https://json-schema.org/draft/2019-09/schema", $recursiveAnchor: true, $defs: {} }],
  [
    "2020-12",
    { $schema: "https://json-schema.org/draft/2020-12/schema", prefixItems: [{}], $dynamicAnchor: "a" },
  ],
  ["no type", { properties: { a: {} } }],
  ["unknown keywords", { requried: ["a"], nullable: true, "x-owner": "sales" }],
  ["an array at the root", { type: "array", items: [{ type: "string" }], additionalItems: false }],
  ["what nothing satisfies", { minimum: 2, maximum: 1 }],
])("any valid schema is taken: %s", async (_what, schema) => {
  const { register } = await confluentClient();

  expect(await register("any", schema)).toBe(1);
});

test("STRICT takes the writer as written: it may send what an open schema lets through", async () => {
  const { ask, register } = await confluentClient();
  await register("open", openOrder);
  await register("closed", order);
  const check = async (subject: string, schema: unknown) =>
    (await ask("POST", `/compatibility/subjects/${subject}/versions/latest`, jsonSchema(schema))).body;
  const withNote = { ...openOrder, properties: { id: string, note: string } };

  expect(await check("open", withNote)).toEqual({ is_compatible: false });
  expect(await check("closed", { ...withNote, additionalProperties: false })).toEqual({
    is_compatible: true,
  });
});

test("LENIENT takes writers at the word of their schema: they send declared members only", async () => {
  const { ask, register } = await confluentClient();
  await register("open", openOrder);
  await register("closed", { ...order, properties: { id: string, note: string } });
  await ask("PUT", "/config", { compatibilityPolicy: "lenient" });
  const check = async (subject: string, schema: unknown) =>
    (await ask("POST", `/compatibility/subjects/${subject}/versions/latest?verbose=true`, jsonSchema(schema)))
      .body;

  expect(await check("open", { ...openOrder, properties: { id: string, note: string } })).toEqual({
    is_compatible: true,
    messages: [],
  });
  // Here the original says that it is compatible; the event shows that it is not.
  expect(await check("closed", order)).toEqual({
    is_compatible: false,
    messages: [expect.stringContaining('"note"'), "{compatibility: 'BACKWARD'}"],
  });
});

test("a verbose answer says what breaks, where, by which rule, and shows the event", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);
  const withTotal = {
    ...order,
    properties: { id: string, total: { type: "number" } },
    required: ["id", "total"],
  };

  const { body } = await ask(
    "POST",
    "/compatibility/subjects/orders/versions/1?verbose=true",
    jsonSchema(withTotal),
  );

  expect(body).toEqual({
    is_compatible: false,
    messages: [
      `"total" was not there and is now required at "/required/1" (property-required); version 1 allows {"id":""}, and the new schema refuses it`,
      "{compatibility: 'BACKWARD'}",
    ],
  });
  expect(await ask("POST", "/subjects/orders/versions", jsonSchema(withTotal))).toEqual(
    failed(
      409,
      expect.stringMatching(
        /^Schema being registered is incompatible with an earlier schema for subject "orders", details: \["total" was/,
      ),
    ),
  );
});

test("what cannot be decided is not called compatible, and the message says so", async () => {
  const { ask, register } = await confluentClient();
  await register("codes", { type: "string", pattern: "^(a+)\\1$" });

  const { body } = await ask(
    "POST",
    "/compatibility/subjects/codes/versions?verbose=true",
    jsonSchema({ type: "string", pattern: "^(aa)+$" }),
  );

  expect(body).toMatchObject({
    is_compatible: false,
    messages: [expect.stringMatching(/^Not shown to be compatible with version 1: /), expect.any(String)],
  });
});

test("a subject of the catalogue keeps its own policy", async () => {
  const base = { type: "object", properties: { id: string } };
  const schema = { title: "Placed", "x-concordat": { kind: "fragment" }, ...base };
  const registry = await registryWith(snapshotOf({ "shop/placed/1.0.0": schema }, ["shop/placed/1.0.0"]));
  const { ask } = await confluentClient(registry);

  expect((await ask("GET", "/subjects/shop.placed/versions")).body).toEqual([1]);
  expect((await ask("GET", "/config/shop.placed")).body).toEqual({
    compatibilityPolicy: "LENIENT",
    compatibilityLevel: "FULL_TRANSITIVE",
  });
  const narrower = { ...base, properties: { id: { type: "string", maxLength: 3 } } };
  expect(await ask("POST", "/subjects/shop.placed/versions", jsonSchema(narrower))).toEqual(failed(409));
});

test("metadata and rules are inherited from the latest version and from the settings", async () => {
  const { ask, register } = await confluentClient();
  const said = (properties: object) => ({ metadata: { properties } });
  await ask("PUT", "/config/orders", {
    defaultMetadata: { properties: { team: "none", tier: "1" } },
    overrideMetadata: { properties: { tier: "2" } },
  });
  await register("orders", order, said({ team: "sales" }));
  await register("orders", { ...order, properties: { id: string, note: string } });

  expect((await ask("GET", "/subjects/orders/versions/2")).body).toMatchObject(
    said({ team: "sales", tier: "2" }),
  );
  // Without a text, what is said about the latest one changes.
  await ask("POST", "/subjects/orders/versions", { schemaType: "JSON", ...said({ team: "ops" }) });
  expect((await ask("GET", "/subjects/orders/versions/3")).body).toMatchObject({
    ...said({ team: "ops", tier: "2" }),
    schema: expect.stringContaining("note"),
  });
});

test("the latest version with given metadata is found", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order, { metadata: { properties: { stage: "live", a: "1" } } });
  await register("orders", order, { metadata: { properties: { stage: "test" } } });
  const find = async (query: string) => (await ask("GET", `/subjects/orders/metadata?${query}`)).body;

  expect(await find("key=stage&value=live")).toMatchObject({ version: 1 });
  expect(await find("key=a&value=1&key=stage&value=live")).toMatchObject({ version: 1 });
  expect(await find("key[]=stage&value[]=test")).toMatchObject({ version: 2 });
  expect(await find("")).toMatchObject({ version: 2 });
  expect(await find("key=a&value=2")).toMatchObject({ error_code: 40403 });
});

test("schemas of different groups do not answer to each other", async () => {
  const { ask, register } = await confluentClient();
  await ask("PUT", "/config/orders", { compatibilityGroup: "major" });
  await register("orders", order, { metadata: { properties: { major: "1" } } });
  const other = { type: "integer" };

  await expect(register("orders", other, { metadata: { properties: { major: "1" } } })).rejects.toThrow(
    /409/,
  );
  expect(await register("orders", other, { metadata: { properties: { major: "2" } } })).toBe(2);
});

test("an alias leads to another subject", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);
  await ask("PUT", "/config/purchases", { alias: "orders" });

  expect((await ask("GET", "/subjects/purchases/versions/latest")).body).toMatchObject({ subject: "orders" });
  expect((await ask("GET", "/schemas/ids/1?subject=purchases")).body).toMatchObject({ subject: "orders" });
  await register("purchases", { ...order, properties: { id: string, note: string } });
  expect((await ask("GET", "/subjects/orders/versions")).body).toEqual([1, 2]);
});

test("settings that are null are unset, and those that are not named stay", async () => {
  const { ask } = await confluentClient();
  await ask("PUT", "/config/orders", { compatibility: "full", compatibilityGroup: "g", normalize: true });

  expect((await ask("PUT", "/config/orders", { compatibilityGroup: null })).body).toEqual({
    compatibility: "FULL",
    normalize: true,
  });
});

test("below a context everything is of that context", async () => {
  const { ask, register } = await confluentClient();
  await register("orders", order);
  await ask("POST", "/contexts/.lab/subjects/orders/versions", jsonSchema({ type: "integer" }));

  expect((await ask("GET", "/contexts/.lab/subjects")).body).toEqual([":.lab:orders"]);
  expect((await ask("GET", "/contexts/:.lab:/subjects/orders/versions/1")).body).toMatchObject({ id: 1 });
  expect((await ask("GET", "/contexts/lab/schemas/ids/1/schema")).body).toEqual({ type: "integer" });
  expect((await ask("GET", "/schemas/ids/1/schema?subject=:.lab:")).body).toEqual({ type: "integer" });
  expect((await ask("GET", "/contexts")).body).toEqual([".", ".lab"]);
  expect((await ask("PUT", "/contexts/.lab/mode", { mode: "READONLY" })).body).toEqual({ mode: "READONLY" });
  expect((await ask("GET", "/mode/:.lab:")).body).toEqual({ mode: "READONLY" });
  expect((await ask("GET", "/mode/:.lab:orders?defaultToGlobal=true")).body).toEqual({ mode: "READONLY" });
  expect((await ask("GET", "/contexts/a:b/subjects")).status).toBe(400);
});

test("a subject without a context is also found in others, where there is none in the default one", async () => {
  const { ask, register } = await confluentClient();
  await register(":.lab:orders", order);

  expect((await ask("GET", "/subjects/orders/versions/1")).body).toMatchObject({ subject: ":.lab:orders" });
  expect((await ask("POST", "/subjects/orders", jsonSchema(order))).body).toMatchObject({
    subject: ":.lab:orders",
  });
  expect((await ask("GET", "/subjects/orders/versions")).status).toBe(404);
});

test("references stay within their context, and by -1 mean the latest there is", async () => {
  const { ask, register } = await confluentClient();
  await register(":.lab:city", string);
  const reference = { name: "city.json", subject: "city", version: -1 };
  await register(
    ":.lab:address",
    { properties: { city: { $ref: "city.json" } } },
    { references: [reference] },
  );

  expect((await ask("GET", "/subjects/:.lab:address/versions/1")).body).toMatchObject({
    references: [{ name: "city.json", subject: "city", version: 1 }],
  });
  expect((await ask("GET", "/subjects/:.lab:city/versions/1/referencedby")).body).toEqual([2]);
  expect(await ask("DELETE", "/subjects/:.lab:city")).toEqual(failed(42206));
});

test("a broken reference is judged with what it leads to", async () => {
  const { ask, register } = await confluentClient();
  await register("city", string);
  await register("city-2", { type: "integer" });
  const referring = (subject: string) => ({
    ...jsonSchema({
      type: "object",
      properties: { city: { $ref: "city.json" } },
      additionalProperties: false,
    }),
    references: [{ name: "city.json", subject, version: 1 }],
  });
  await ask("POST", "/subjects/address/versions", referring("city"));

  expect((await ask("POST", "/subjects/address/versions", referring("city-2"))).status).toBe(409);
});

test("a closed registry says who it is to tools, and that it has no Avro", async () => {
  const { ask } = await confluentClient();

  expect((await ask("GET", "/schemas/types")).body).toEqual(["JSON"]);
  expect((await ask("POST", "/")).body).toEqual({});
  expect((await ask("GET", "/v1/metadata/id")).body).toMatchObject({
    scope: { clusters: expect.anything() },
  });
  expect(await ask("POST", "/subjects/a/versions", { schema: '"string"' })).toEqual(
    failed(42201, "Invalid schema type AVRO"),
  );
  expect(await ask("POST", "/subjects/a", { schema: "", schemaType: "PROTOBUF" })).toEqual(
    failed(42201, "Invalid schema type PROTOBUF"),
  );
});

test("an id is found as long as any subject has it, also when the one that had it first is gone", async () => {
  const { ask, register } = await confluentClient();
  await register("first", JSON.stringify(order, undefined, 2));
  expect(await register("second", order)).toBe(1);

  await ask("DELETE", "/subjects/first");
  await ask("DELETE", "/subjects/first?permanent=true");

  expect((await ask("GET", "/schemas/ids/1")).body).toMatchObject({ schema: JSON.stringify(order) });
  expect((await ask("GET", "/schemas/ids/1/subjects")).body).toEqual(["second"]);
  await ask("DELETE", "/subjects/second");
  await ask("DELETE", "/subjects/second?permanent=true");
  expect(await ask("GET", "/schemas/ids/1")).toEqual(failed(40403, "Schema 1 not found"));
});
