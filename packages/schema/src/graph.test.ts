import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createSchemaGraph } from "./graph.ts";
import { formatLocation } from "./location.ts";
import type { ResolvedSchema } from "./resolved.ts";

function graphOf(root: Json, documents: Readonly<Record<string, Json>> = {}) {
  return createSchemaGraph(new Map(Object.entries(documents)), { root });
}

/** Where a `$ref` with this text leads from the root. */
function whereFrom(root: Json, reference: string, documents: Readonly<Record<string, Json>> = {}) {
  const graph = graphOf(root, documents);
  return formatLocation(graph.follow(reference, graph.enter()).location);
}

const draft07 = "http://json-schema.org/draft-07/schema#";

test.each([
  ["a pointer", { $defs: { a: {} } }, "#/$defs/a", "#/$defs/a"],
  ["the root", {}, "#", "#"],
  ["a percent-encoded pointer", { $defs: { "a b%": {} } }, "#/$defs/a%20b%25", "#/$defs/a b%"],
  ["an escaped pointer", { $defs: { "a/b~c": {} } }, "#/$defs/a~1b~0c", "#/$defs/a~1b~0c"],
  ["an anchor", { $defs: { a: { $anchor: "here" } } }, "#here", "#/$defs/a"],
  ["a dynamic anchor, by $ref", { $defs: { a: { $dynamicAnchor: "here" } } }, "#here", "#/$defs/a"],
  [
    "an absolute identifier",
    { $defs: { a: { $id: "https://example.com/a" } } },
    "https://example.com/a",
    "#/$defs/a",
  ],
  ["a URN and a pointer", { $id: "urn:example:x", $defs: { a: {} } }, "urn:example:x#/$defs/a", "#/$defs/a"],
  [
    "a URN and an anchor",
    { $id: "urn:example:x", $defs: { a: { $anchor: "b" } } },
    "urn:example:x#b",
    "#/$defs/a",
  ],
  [
    "an identifier relative to an embedded base",
    { $id: "https://example.com/x/", $defs: { a: { $id: "y/", $defs: { b: { $id: "b.json" } } } } },
    "y/b.json",
    "#/$defs/a/$defs/b",
  ],
  [
    "a pointer across an embedded identifier",
    { $id: "https://example.com/x", $defs: { a: { $id: "a", $defs: { b: {} } } } },
    "#/$defs/a/$defs/b",
    "#/$defs/a/$defs/b",
  ],
  [
    "a place that only an unknown keyword holds",
    { "x-parts": { a: { type: "string" } } },
    "#/x-parts/a",
    "#/x-parts/a",
  ],
  [
    "an anchor of draft-07",
    { $schema: draft07, definitions: { a: { $id: "#here" } } },
    "#here",
    "#/definitions/a",
  ],
  [
    "an identifier with a fragment in draft-07",
    { $schema: draft07, definitions: { a: { $id: "https://example.com/a#here" } } },
    "https://example.com/a#here",
    "#/definitions/a",
  ],
  [
    "an identifier of draft-04",
    {
      $schema: "http://json-schema.org/draft-04/schema#",
      definitions: { a: { id: "https://example.com/a" } },
    },
    "https://example.com/a",
    "#/definitions/a",
  ],
])("a reference leads to %s", (_, root, reference, expected) => {
  expect(whereFrom(root, reference)).toBe(expected);
});

test("a document is found under the URI it was handed in under and under its own identifier", () => {
  const documents = {
    "https://mirror.example/a.json": { $id: "https://example.com/a.json", $defs: { b: {} } },
  };

  for (const uri of ["https://mirror.example/a.json", "https://example.com/a.json"])
    expect(whereFrom({}, `${uri}#/$defs/b`, documents)).toBe("https://mirror.example/a.json#/$defs/b");
});

test("the base of a pointer's target is the embedded resource's, not that of the reference", () => {
  const graph = graphOf({
    $id: "https://example.com/outer",
    $defs: { a: { $id: "a/", properties: { p: { $ref: "b" } } }, b: { $id: "a/b" } },
  });
  const target = graph.follow("#/$defs/a/properties/p", graph.enter());

  expect(graph.targets(target).map(({ schema }) => formatLocation(schema.location))).toEqual(["#/$defs/b"]);
});

test("an identifier beside $ref is ignored up to draft-07, definitions beside it are not", () => {
  const graph = graphOf({
    $schema: draft07,
    $id: "https://example.com/root/",
    allOf: [{ $id: "elsewhere/", $ref: "a.json" }],
    definitions: { a: { $id: "a.json", $ref: "#/definitions/b", definitions: { never: {} } }, b: {} },
  });

  expect(graph.findings.map(({ message }) => message)).toEqual([
    '#/allOf/0/$ref refers to "a.json": there is no such document',
  ]);
  expect(
    graph.at({ document: "anonymous:/schema", pointer: "/definitions/a/definitions/never" }),
  ).toBeDefined();
});

test("siblings of $ref count from 2019-09 on", () => {
  const root = { $ref: "#/$defs/a", properties: { b: {} }, $defs: { a: {} } };
  const seen = (dialect: "draft-07" | "2019-09") => {
    const graph = createSchemaGraph(new Map(), { root, dialect });
    return graph.subschemas(graph.enter()).map(({ keyword }) => keyword);
  };

  expect([seen("draft-07"), seen("2019-09")]).toEqual([[], ["properties", "$defs"]]);
});

test("an identifier inside enum, const or an unknown keyword identifies nothing", () => {
  const hidden = { $id: "https://example.com/hidden" };
  for (const root of [
    { const: hidden },
    { enum: [hidden] },
    { "x-y": hidden },
    { properties: { $id: hidden } },
  ]) {
    const found = whereFromOrCode(root, "https://example.com/hidden");
    expect(found).toBe(Object.hasOwn(root, "properties") ? "#/properties/$id" : "SCHEMA_REF_REMOTE");
  }
});

test("a $dynamicRef goes to the outermost resource in scope that has the anchor", () => {
  const graph = graphOf({
    $id: "https://example.com/strings",
    $ref: "list",
    $defs: {
      text: { $dynamicAnchor: "element", type: "string" },
      list: {
        $id: "list",
        items: { $dynamicRef: "#element" },
        $defs: { any: { $dynamicAnchor: "element" } },
      },
    },
  });
  const elementOf = (list: ResolvedSchema) =>
    graph
      .subschemas(list)
      .filter(({ keyword }) => keyword === "items")
      .flatMap(({ schema }) => graph.targets(schema))
      .map(({ schema }) => formatLocation(schema.location));

  const [extended] = graph.targets(graph.enter());
  expect(extended && elementOf(extended.schema)).toEqual(["#/$defs/text"]);
  expect(elementOf(graph.enter("https://example.com/list"))).toEqual(["#/$defs/list/$defs/any"]);
});

test("a $dynamicRef to a plain anchor or a pointer stays where it is", () => {
  const inner = {
    $id: "inner",
    $anchor: "a",
    $defs: { p: {} },
    anyOf: [{ $dynamicRef: "#a" }, { $dynamicRef: "#/$defs/p" }],
  };
  const graph = graphOf({
    $id: "https://example.com/o",
    $defs: { x: { $dynamicAnchor: "a" }, inner },
    $ref: "inner",
  });
  const [entered] = graph.targets(graph.enter());
  const targets = (entered ? graph.subschemas(entered.schema) : [])
    .filter(({ keyword }) => keyword === "anyOf")
    .flatMap(({ schema }) => graph.targets(schema));

  expect(targets.map(({ schema }) => schema.location.pointer)).toEqual([
    "/$defs/inner",
    "/$defs/inner/$defs/p",
  ]);
});

test("a $recursiveRef goes to the outermost $recursiveAnchor when its own resource has one", () => {
  const tree = (anchored: boolean) => ({
    $id: "tree",
    ...(anchored ? { $recursiveAnchor: true } : {}),
    items: { $recursiveRef: "#" },
  });
  const target = (anchored: boolean) => {
    const graph = graphOf({
      $schema: "https://json-schema.org/draft/2019-09/schema",
      $id: "https://example.com/o",
      $recursiveAnchor: true,
      $ref: "tree",
      $defs: { tree: tree(anchored) },
    });
    const items = graph.targets(graph.enter()).flatMap(({ schema }) => graph.subschemas(schema));
    return items
      .flatMap(({ schema }) => graph.targets(schema))
      .map(({ schema }) => formatLocation(schema.location));
  };

  expect([target(true), target(false)]).toEqual([["#"], ["#/$defs/tree"]]);
});

test("keys tell dynamic scopes apart, and only where a dynamic reference asks", () => {
  const leaf = { $id: "https://example.com/leaf", $dynamicAnchor: "a" };
  const outer = (extra: object) => ({ $dynamicAnchor: "a", $ref: "https://example.com/leaf", ...extra });
  const keys = (asked: boolean) => {
    const extra = asked ? { properties: { p: { $dynamicRef: "#a" } } } : {};
    const graph = graphOf(outer(extra), { "https://example.com/leaf": leaf });
    const viaRoot = graph.targets(graph.enter()).map(({ schema }) => schema.key);
    return new Set([...viaRoot, graph.enter("https://example.com/leaf").key]).size;
  };

  expect([keys(false), keys(true)]).toEqual([1, 2]);
});

test("every reference is listed with its text, its place and where it leads", () => {
  const graph = graphOf(
    { $ref: "https://example.com/a/1.0.0.json#/$defs/b" },
    {
      "https://example.com/a/1.0.0.json": { $defs: { b: { $ref: "nowhere.json" } } },
    },
  );

  expect(graph.references).toEqual([
    {
      keyword: "$ref",
      text: "https://example.com/a/1.0.0.json#/$defs/b",
      at: { document: "anonymous:/schema", pointer: "/$ref" },
      target: {
        document: "https://example.com/a/1.0.0.json",
        pointer: "/$defs/b",
        uri: "https://example.com/a/1.0.0.json#/$defs/b",
        base: "https://example.com/a/1.0.0.json",
      },
    },
    {
      keyword: "$ref",
      text: "nowhere.json",
      at: { document: "https://example.com/a/1.0.0.json", pointer: "/$defs/b/$ref" },
    },
  ]);
});

test("a look-up throws what it steps on", () => {
  const graph = graphOf({ $ref: "#/nowhere" });

  expect(() => graph.targets(graph.enter())).toThrow(
    expect.objectContaining({ code: "SCHEMA_REF_UNRESOLVED" }),
  );
  expect(() => graph.enter("https://example.com/x")).toThrow(
    expect.objectContaining({ code: "SCHEMA_REF_REMOTE" }),
  );
});

test("documents are handed in under absolute URIs", () => {
  expect(() => graphOf({}, { "a.json": {} })).toThrow(expect.objectContaining({ code: "SCHEMA_ID" }));
});

function whereFromOrCode(root: Json, reference: string): string {
  try {
    return whereFrom(root, reference);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test("why a reference cannot be followed is told without a throw, in the words of the error that following it throws", () => {
  const graph = graphOf({
    properties: {
      here: { $ref: "#" },
      gone: { $ref: "#/$defs/gone" },
      away: { $ref: "https://example.com/a" },
    },
  });
  const told = graph.subschemas(graph.enter()).map(({ schema }) => {
    const trouble = graph.unresolved(schema);
    if (trouble === undefined) return graph.targets(schema).length;
    const { code, message, params } = trouble;
    expect(() => graph.targets(schema)).toThrow(expect.objectContaining({ code, message, params }));
    return code;
  });

  expect(told).toEqual([1, "SCHEMA_REF_UNRESOLVED", "SCHEMA_REF_REMOTE"]);
});
