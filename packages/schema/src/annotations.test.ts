import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { annotationsOf, inheritedAnnotations } from "./annotations.ts";
import type { Dialect } from "./dialect.ts";
import { createSchemaGraph } from "./graph.ts";

function entered(root: Json, dialect: Dialect = "2020-12") {
  const graph = createSchemaGraph(new Map(), { root, dialect });
  return { graph, schema: graph.enter() };
}

test("what a schema says is read, extensions apart, and other forms are passed over", () => {
  const said = {
    title: "A",
    description: "b",
    default: null,
    examples: [1],
    deprecated: true,
    readOnly: false,
  };
  const root = { ...said, writeOnly: "yes", "x-concordat": { kind: "event" }, type: "object" };

  expect(annotationsOf(entered(root).schema)).toEqual({
    ...said,
    extensions: { "x-concordat": { kind: "event" } },
  });
});

test("a keyword counts in the dialects that have it", () => {
  expect(annotationsOf(entered({ deprecated: true, examples: [1] }, "draft-06").schema)).toEqual({
    examples: [1],
    extensions: {},
  });
});

test("along $ref the nearer word wins, extensions name by name", () => {
  const root = {
    $ref: "#/$defs/a",
    description: "here",
    "x-a": 1,
    $defs: {
      a: { $ref: "#/$defs/b", title: "A", description: "there", "x-a": 2, "x-b": 2 },
      b: { title: "B", default: 7 },
    },
  };
  const { graph, schema } = entered(root);

  expect(inheritedAnnotations(schema, graph)).toEqual({
    title: "A",
    description: "here",
    default: 7,
    extensions: { "x-a": 1, "x-b": 2 },
  });
});

test("beside $ref nothing is said up to draft-07, so the target speaks", () => {
  const root = { description: "here", $ref: "#/definitions/a", definitions: { a: { description: "there" } } };
  const { graph, schema } = entered(root, "draft-07");

  expect(annotationsOf(schema)).toEqual({ extensions: {} });
  expect(inheritedAnnotations(schema, graph).description).toBe("there");
});

test("references in a circle end", () => {
  const { graph, schema } = entered({ $ref: "#/$defs/a", $defs: { a: { $ref: "#", title: "A" } } });

  expect(inheritedAnnotations(schema, graph).title).toBe("A");
});
