import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { createSchemaGraph, dialects, readerView, type SchemaGraph, writerView } from "@concordat/schema";
import { createValidator } from "@concordat/validator";
import fc from "fast-check";
import { expect, test } from "vitest";
import { documents, instances } from "./generate.ts";
import { judgesOf } from "./judges.ts";
import { lawAllows } from "./law.ts";

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 2_000 : 20;
const someInstances = fc.array(instances, { minLength: 8, maxLength: 8 });

test.each(dialects)("what the writer's view accepts the reader's view accepts, in %s", async (dialect) => {
  await fc.assert(
    fc.asyncProperty(documents(dialect), someInstances, async (document, values) => {
      const graph = followable(document);
      const readers = await judgesOf(readerView(undefined, graph).schema);
      const writers = await judgesOf(writerView(undefined, graph).schema);

      for (const [at, writer] of writers.entries())
        for (const value of values.filter((instance) => writer.accepts(instance) === true))
          expect(readers[at]?.accepts(value), `${writer.by} on ${JSON.stringify(value)}`).not.toBe(false);
    }),
    { numRuns },
  );
});

test.each(dialects)("the list of names refuses nothing that the law allows, in %s", (dialect) => {
  fc.assert(
    fc.property(documents(dialect), someInstances, (document, values) => {
      const graph = followable(document);
      const isListed = listOfNames(graph);

      for (const value of values.filter((instance) => lawAllows(instance, graph.enter(), graph)))
        expect(isListed(value), JSON.stringify(value)).toBe(true);
    }),
    { numRuns: 5 * numRuns },
  );
});

test.each(dialects)("without patterns it allows nothing that the law refuses, in %s", (dialect) => {
  fc.assert(
    fc.property(documents(dialect), someInstances, (document, values) => {
      const graph = followable(withoutPatterns(document) as JsonObject);
      const isListed = listOfNames(graph);

      for (const value of values.filter(isListed))
        expect(lawAllows(value, graph.enter(), graph), JSON.stringify(value)).toBe(true);
    }),
    { numRuns: 5 * numRuns },
  );
});

/** A generated document may refer to itself without end; such a one is not for the views. */
function followable(document: JsonObject): SchemaGraph {
  const graph = createSchemaGraph(new Map(), { root: document });
  fc.pre(graph.findings.length === 0);
  return graph;
}

/** The writer's view without the contract: what is left is the list of names. */
function listOfNames(graph: SchemaGraph): (instance: Json) => boolean {
  const { schema, closedAt } = writerView(undefined, graph);
  if (closedAt.length === 0) return () => true;
  const { allOf, ...view } = schema as JsonObject;
  const parts = allOf as readonly Json[];
  const validate = createValidator({ ...view, allOf: parts.slice(1) });
  return (instance) => validate(instance).valid;
}

function withoutPatterns(value: Json): Json {
  if (isArray(value)) return value.map(withoutPatterns);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== "patternProperties");
  return Object.fromEntries(kept.map(([name, below]) => [name, withoutPatterns(below)]));
}
