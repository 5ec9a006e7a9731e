import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createSchemaGraph } from "./graph.ts";

const draft07 = "http://json-schema.org/draft-07/schema#";
const latest = "https://json-schema.org/draft/2020-12/schema";
const own = "https://example.com/orders/1.0.0.json";

/** Code and pointer of every finding, of a document handed in under an https URI. */
function findingsOf(root: Json, others: Readonly<Record<string, Json>> = {}) {
  const documents = new Map([[own, root], ...Object.entries(others)]);
  return createSchemaGraph(documents).findings.map(({ code, pointer }) => `${code} ${pointer}`);
}

test.each<[string, Json, readonly string[]]>([
  ["a pointer to nothing", { $ref: "#/$defs/nope" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["a pointer to a list", { $ref: "#/anyOf", anyOf: [{}] }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["a pointer to a text", { title: "x", $ref: "#/title" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["a broken pointer escape", { $ref: "#/a/~2" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["broken percent-encoding", { $ref: "#/a%zz" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["an anchor that is not there", { $ref: "#nope" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["a version that is not there", { $ref: "../common/2.0.0.json" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["no URI reference", { $ref: "https://[" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  ["an unknown URN", { $ref: "urn:example:x" }, ["SCHEMA_REF_UNRESOLVED /$ref"]],
  [
    "another host",
    { properties: { a: { $ref: "https://other.example/x" } } },
    ["SCHEMA_REF_REMOTE /properties/a/$ref"],
  ],
  ["another host without scheme", { $ref: "//169.254.169.254/x" }, ["SCHEMA_REF_REMOTE /$ref"]],
  ["a file", { $ref: "file:///etc/passwd" }, ["SCHEMA_REF_SCHEME /$ref"]],
  ["data", { $ref: "data:,{}" }, ["SCHEMA_REF_SCHEME /$ref"]],
  ["ftp", { $ref: "ftp://example.com/x" }, ["SCHEMA_REF_SCHEME /$ref"]],
  ["a $dynamicRef to nothing", { $dynamicRef: "#nope" }, ["SCHEMA_DYNAMIC_REF /$dynamicRef"]],
  [
    "a $recursiveRef to anything but the root",
    { $schema: "https://json-schema.org/draft/2019-09/schema", $recursiveRef: "#/$defs/a", $defs: { a: {} } },
    ["SCHEMA_DYNAMIC_REF /$recursiveRef"],
  ],
  ["a relative identifier at the root", { $id: "x.json" }, ["SCHEMA_ID /$id"]],
  ["an identifier with a fragment", { $id: "https://example.com/x#y" }, ["SCHEMA_ID /$id"]],
  ["an identifier that is no URI", { $id: "https://[" }, ["SCHEMA_ID /$id"]],
  [
    "a pointer as identifier in draft-07",
    { $schema: draft07, definitions: { a: { $id: "#/a" } } },
    ["SCHEMA_ID /definitions/a/$id"],
  ],
  [
    "the same identifier twice",
    { $defs: { a: { $id: "urn:x:y" }, b: { $id: "urn:x:y" } } },
    ["SCHEMA_ID /$defs/b/$id"],
  ],
  [
    "the same anchor twice",
    { $defs: { a: { $anchor: "x" }, b: { $dynamicAnchor: "x" } } },
    ["SCHEMA_ANCHOR /$defs/b"],
  ],
  ["an unknown dialect", { $schema: "latest" }, ["SCHEMA_DIALECT /$schema"]],
  [
    "a dialect by another scheme",
    { $schema: "http://json-schema.org/draft/2020-12/schema" },
    ["SCHEMA_DIALECT_SPELLING /$schema"],
  ],
  ["draft-03", { $schema: "http://json-schema.org/draft-03/schema#" }, ["SCHEMA_DIALECT /$schema"]],
  [
    "a dialect in the middle of a schema",
    { $schema: latest, not: { $schema: draft07 } },
    ["SCHEMA_DIALECT_MISMATCH /not/$schema"],
  ],
  [
    "a vocabulary that must be known",
    { $vocabulary: { "https://example.com/v": true } },
    ["SCHEMA_VOCABULARY /$vocabulary/https:~1~1example.com~1v"],
  ],
])("%s is found", (_, root, expected) => {
  expect(findingsOf(root)).toEqual(expected);
});

test.each<[string, Json]>([
  ["a recursive schema", { properties: { next: { $ref: "#" } } }],
  ["an empty fragment in an identifier", { $schema: draft07, $id: "https://example.com/x#" }],
  ["an anchor and a dynamic anchor of one name at one place", { $anchor: "a", $dynamicAnchor: "a" }],
  ["the same anchor in two resources", { $anchor: "a", $defs: { b: { $id: "b", $anchor: "a" } } }],
  ["an optional vocabulary", { $vocabulary: { "https://example.com/v": false } }],
  [
    "a dialect where an embedded resource begins",
    { $schema: latest, $defs: { a: { $id: "a", $schema: draft07 } } },
  ],
  ["a property named $ref", { properties: { $ref: { type: "string" } } }],
  ["a reference in an example", { examples: [{ $ref: "#/nope" }], const: { $ref: "#/nope" } }],
  [
    "two references to the same place in one value",
    { allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/a" }], $defs: { a: {} } },
  ],
])("%s is nothing to find", (_, root) => {
  expect(findingsOf(root)).toEqual([]);
});

test("two documents with one identifier are found, a copy embedded in another is not", () => {
  const common = { $id: "https://example.com/common", type: "string" };
  const bundled = { $id: own, $defs: { common } };

  expect(findingsOf(bundled, { "https://example.com/common": common })).toEqual([]);
  expect(findingsOf(bundled, { "https://example.com/common": { ...common, type: "number" } })).toEqual([
    "SCHEMA_ID /$defs/common/$id",
  ]);
});

test("a meta-schema of one's own gives its dialect, if it leaves no vocabulary out", () => {
  const vocab = (name: string) => `https://json-schema.org/draft/2020-12/vocab/${name}`;
  const metaSchema = (...names: readonly string[]) => ({
    $schema: latest,
    $id: "https://example.com/meta",
    $vocabulary: Object.fromEntries(names.map((name) => [vocab(name), true])),
  });
  const root = { $schema: "https://example.com/meta", prefixItems: [{}] };
  const findings = (...names: readonly string[]) =>
    findingsOf(root, { "https://example.com/meta": metaSchema(...names) });

  expect(findings("core", "applicator", "unevaluated", "validation")).toEqual([]);
  expect(findings("core", "applicator", "unevaluated")).toEqual(["SCHEMA_VOCABULARY /$schema"]);
});

test("a finding says what happened with the names involved and what to do", () => {
  const [finding] = createSchemaGraph(
    new Map([[own, { $schema: "https://json-schema.org/draft-07/schema" }]]),
  ).findings;

  expect(finding).toEqual({
    code: "SCHEMA_DIALECT_SPELLING",
    document: own,
    pointer: "/$schema",
    message: `${own}#/$schema names its dialect https://json-schema.org/draft-07/schema, and its specification says http://json-schema.org/draft-07/schema#`,
    hint: "write http://json-schema.org/draft-07/schema#",
  });
});
