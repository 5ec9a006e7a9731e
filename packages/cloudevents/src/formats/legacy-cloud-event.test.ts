import fc from "fast-check";
import { expect, test } from "vitest";
import { fromLegacy } from "./compatibility-layer.ts";
import { createFormats } from "./formats.ts";
import { event, everyExtension, examplesIn, examplesOf, omsTypes } from "./testing/oms.ts";
import { toLegacy } from "./to-legacy.ts";

const formats = createFormats({ types: omsTypes });

test("an event of today has the legacy shape of yesterday", () => {
  const sampleA = event({
    type: "com.foundry.oms.objecttype.created",
    time: "2025-06-26T10:00:00Z",
    datacontenttype: "application/json",
    subject: "object_type/User",
    branch: "main",
    commit: "abc123",
    author: "developer@example.com",
    correlationid: "corr-123",
    data: { name: "User", description: "User entity" },
  });

  expect(toLegacy(sampleA)).toEqual({
    specversion: "1.0",
    type: "objecttype.created",
    source: "/oms/main",
    id: "abc-123",
    time: "2025-06-26T10:00:00Z",
    subject: "object_type/User",
    data: { name: "User", description: "User entity" },
    ce_branch: "main",
    ce_commit: "abc123",
    ce_author: "developer@example.com",
    ce_correlationid: "corr-123",
  });
});

test.each([
  ["created", "create"],
  ["updated", "update"],
  ["deleted", "delete"],
  ["validated", "validate"],
])("schema.%s is schema.changed, and its data says %s", (verb, operation) => {
  const type = `com.foundry.oms.schema.${verb}`;
  const legacy = toLegacy(event({ type, branch: "main", data: { name: "user-schema" } }));

  expect(legacy).toMatchObject({ type: "schema.changed", data: { name: "user-schema", operation } });
});

test("the printed sample of an old event becomes a schema.updated that is whole", () => {
  const old = { specversion: "1.0", type: "schema.changed", source: "/oms/main", data: {} };

  expect(fromLegacy(old, formats)).toEqual({
    event: {
      specversion: "1.0",
      type: "com.foundry.oms.schema.updated",
      source: "/oms/main",
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      datacontenttype: "application/json",
      branch: "main",
      data: { name: "main" },
    },
  });
});

test.each([
  [{ subject: "schema/user-schema", data: { schema_name: "other" } }, "user-schema"],
  [{ data: { schema_name: "user-schema", resource_id: "other" } }, "user-schema"],
  [{ data: { resource_id: "user-schema" } }, "user-schema"],
  [{ ce_branch: "dev" }, "dev"],
  [{ data: { name: "said", schema_name: "other" } }, "said"],
])("the name of a changed schema is looked for: %j", (members, name) => {
  const result = fromLegacy(
    { specversion: "1.0", type: "schema.changed", source: "/oms/main", ...members },
    formats,
  );

  expect(result).toMatchObject({ event: { data: { name } } });
});

test.each(omsTypes)("%s comes back from the legacy shape as it was", (type) => {
  expect(omsTypes).toHaveLength(29);
  for (const data of [...examplesOf(type), undefined, "text", 5, null, [], {}])
    for (const more of [everyExtension, {}, { branch: "main", datacontenttype: "application/json" }]) {
      const sent = event({ type, ...(data !== undefined && { data }), ...more });

      expect(fromLegacy(toLegacy(sent), formats)).toEqual({ event: sent });
    }
});

test("the legacy shape of an event of another family is told from the event by its members", () => {
  const type = "com.oms.indexing.completed";
  const others = createFormats({ types: [type] });
  const plain = event({ type, source: "/funnel", datacontenttype: "application/json", data: {} });
  for (const sent of [{ ...plain, retained: true }, event({ type, source: "/oms/main", data: {} })])
    expect(others.readAny(toLegacy(sent))).toEqual({ format: "legacy_cloudevent", event: sent });

  const { branch: _branch, ...aliased } = { ...plain, ce_branch: "main", branch: "" };
  expect(others.readAny(aliased)).toEqual({ format: "enhanced", event: { ...plain, branch: "main" } });
});

test("bytes and texts come back as they were", () => {
  const type = "com.foundry.oms.schema.created";
  for (const more of [
    { data: Uint8Array.of(0, 255), datacontenttype: "image/png" },
    { data: Uint8Array.of(0, 255) },
    { data: "größe", datacontenttype: "text/plain" },
  ]) {
    const sent = event({ type, ...more });

    expect(JSON.parse(JSON.stringify(toLegacy(sent)))).toEqual(toLegacy(sent));
    expect(fromLegacy(toLegacy(sent), formats)).toEqual({ event: sent });
  }
});

test("whatever the data of a schema event says, it comes back, and so does the type", () => {
  const value = fc.oneof(
    fc.constantFrom("create", "update", "delete", "validate"),
    fc.string(),
    fc.integer(),
    fc.constantFrom(null, true, {}, []),
  );
  const data = fc.dictionary(fc.constantFrom("operation", "name", "schema_name", "__proto", "x"), value);
  fc.assert(
    fc.property(data, fc.constantFrom(...omsTypes), (members, type) => {
      const sent = event({ type, data: { ...members } });

      expect(fromLegacy(JSON.parse(JSON.stringify(toLegacy(sent))), formats)).toEqual({ event: sent });
    }),
  );
});

test("a legacy event that names its id is the same after another trip", () => {
  for (const old of examplesIn("oms/legacy/cloudevent").filter(({ id }) => id !== undefined)) {
    const result = fromLegacy(old, formats);

    expect("event" in result && toLegacy(result.event)).toEqual(old);
  }
});

test("without an id the same content has the same one, and other content another", () => {
  const idOf = (members: object) => {
    const result = fromLegacy(
      { specversion: "1.0", type: "schema.changed", source: "/oms/main", ...members },
      formats,
    );
    return "event" in result && result.event.id;
  };

  expect(idOf({ data: { a: 1, b: 2 } })).toBe(idOf({ data: { b: 2, a: 1 } }));
  expect(idOf({ data: { a: 1, b: 2 } })).not.toBe(idOf({ data: { a: 2, b: 1 } }));
});

test("members of older code that can be extensions become some, and the others are left behind", () => {
  const old = {
    specversion: "0.3",
    type: "branch.merged",
    source: "/oms/main",
    shard: 3,
    adapter: "usb",
    nested: {},
    Camel: "x",
  };
  const result = fromLegacy({ ...old, ce_shard: 4, ce_id: "no" }, formats);

  expect(result).toEqual({
    event: {
      specversion: "1.0",
      id: expect.any(String),
      type: "com.foundry.oms.branch.merged",
      source: "/oms/main",
      branch: "main",
      shard: 4,
      adapter: "usb",
    },
  });
});

test.each([
  [{ type: "schema.exported" }, "TYPE_UNMAPPED"],
  [{ type: 5 }, "FORMAT_MEMBER"],
  [{ type: "" }, "FORMAT_MEMBER"],
  [{ id: 5 }, "CE_ATTR_TYPE"],
  [{ source: "no uri" }, "CE_SOURCE_URI"],
  [{ time: "2025-06-26 10:00" }, "CE_TIME"],
  [{ ce_sequencenumber: "third" }, "CE_EXT_TYPE"],
  [{ ce___proto__: { x: 1 } }, "CE_EXT_NAME"],
  [{ data_base64: "?" }, "FORMAT_MEMBER"],
  [{ source: undefined, data: { nested: { undefined: undefined } } }, "JSON_UNREPRESENTABLE"],
])("%j is refused, and nothing is thrown", (members, code) => {
  const old = { specversion: "1.0", type: "schema.changed", source: "/oms/main", ...members };

  expect(fromLegacy(old, formats)).toMatchObject({ violations: [{ code }] });
});
