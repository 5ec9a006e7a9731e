import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createSchemaGraph } from "./graph.ts";

function findingsOf(root: Json, maxStates = 1000) {
  return createSchemaGraph(new Map(), { root, maxStates }).findings.map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}

test.each<[string, Json, string]>([
  ["to itself", { $ref: "#" }, "/$ref"],
  [
    "around three",
    { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
    "/$defs/b/$ref",
  ],
  ["through a combinator", { anyOf: [{ type: "string" }, { not: { $ref: "#" } }] }, "/anyOf/1/not/$ref"],
  ["through a dependent schema", { dependentSchemas: { a: { $ref: "#" } } }, "/dependentSchemas/a/$ref"],
  [
    "among definitions that nobody uses",
    { $defs: { a: { allOf: [{ $ref: "#/$defs/a" }] } } },
    "/$defs/a/allOf/0/$ref",
  ],
  ["below a property", { properties: { p: { if: { $ref: "#/properties/p" } } } }, "/properties/p/if/$ref"],
])("a reference that comes back without consuming anything is found: %s", (_, root, pointer) => {
  expect(findingsOf(root)).toEqual([`SCHEMA_REF_LOOP ${pointer}`]);
});

test.each<[string, Json]>([
  ["a property", { properties: { p: { $ref: "#" } } }],
  ["an item", { anyOf: [{ items: { $ref: "#" } }] }],
  ["a name", { propertyNames: { $ref: "#/$defs/n" }, $defs: { n: { maxLength: 3 } } }],
  [
    "two ways to one place",
    { allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/b" }], $defs: { a: { $ref: "#/$defs/b" }, b: {} } },
  ],
])("a way through %s is no loop", (_, root) => {
  expect(findingsOf(root)).toEqual([]);
});

test("a dynamic reference loops only in the scope that sends it back", () => {
  const start = { $id: "start", $dynamicRef: "#a", $defs: { end: { $dynamicAnchor: "a" } } };
  const outer = (looping: boolean) => ({
    $id: "https://example.com/outer",
    ...(looping ? { $dynamicAnchor: "a" } : {}),
    $ref: "start",
    $defs: { start },
  });

  expect([findingsOf(outer(true)), findingsOf(outer(false))]).toEqual([
    ["SCHEMA_REF_LOOP /$defs/start/$dynamicRef"],
    [],
  ]);
});

test("the message names the way round", () => {
  const root = { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } };
  const [finding] = createSchemaGraph(new Map(), { root }).findings;

  expect(finding?.message).toBe(
    "#/$defs/b/$ref leads back to itself without consuming anything: #/$defs/b → #/$defs/a",
  );
});

test("more scopes than anyone wants to follow are a finding, not a hang", () => {
  const names = Array.from({ length: 16 }, (_, at) => `n${at}`);
  const step = (name: string, at: number) => ({
    $id: `https://example.com/${name}`,
    anyOf: [
      { $id: `${name}-x`, $dynamicAnchor: `a${at}`, items: { $ref: `https://example.com/n${at + 1}` } },
      { items: { $ref: `https://example.com/n${at + 1}` } },
    ],
  });
  const last = {
    $id: `https://example.com/n${names.length}`,
    anyOf: names.map((_, at) => ({ $dynamicRef: `#a${at}` })),
    $defs: Object.fromEntries(names.map((_, at) => [`d${at}`, { $dynamicAnchor: `a${at}` }])),
  };
  const root = {
    $ref: "https://example.com/n0",
    $defs: { ...Object.fromEntries(names.map((name, at) => [name, step(name, at)])), last },
  };

  expect(findingsOf(root).map((finding) => finding.split(" ")[0])).toEqual(["LIMIT_EXPANSION"]);
});
