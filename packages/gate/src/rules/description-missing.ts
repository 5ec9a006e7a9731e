import { isObject } from "@concordat/json";
import {
  inheritedAnnotations,
  type ResolvedSchema,
  SchemaError,
  type SchemaGraph,
  type SchemaVisit,
} from "@concordat/schema";
import { defineRule, one } from "../lint/rule.ts";

export const descriptionMissing = defineRule({
  id: "description-missing",
  severity: "warning",
  scope: "contract",
  sentence: "A contract and each of its members have a description.",
  reason:
    "A name says what a member is called. What a reader may rely on stands in the description, and it becomes the doc comment in four languages.",
  remedy: "say what the value means, and what its absence means",
  bad: { ...one(`{ "properties": { «"name"»: { "type": "string" } } }`), at: "/properties/name" },
  good: one(`{ "properties": { "name": { "description": "Name of the customer.", "type": "string" } } }`),
  *check({ contract, world }) {
    for (const visit of world.schemasOf(contract)) {
      const { pointer, step, schema } = visit;
      const isMember = step?.keyword === "properties" && !isWithinCondition(visit);
      if (pointer !== "" && !isMember) continue;
      // A boolean has no room for words: false forbids the member, true says nothing on purpose.
      const resolved = isObject(schema) ? world.graph.at({ document: contract.uri, pointer }) : undefined;
      if (resolved === undefined || isDescribed(resolved, world.graph)) continue;
      const message =
        pointer === "" ? "the contract has no description" : `"${step?.key}" has no description`;
      yield { at: pointer, on: "name", message };
    }
  },
});

/** What is said at the end of a reference counts too. One that leads nowhere has a finding of its own. */
function isDescribed(schema: ResolvedSchema, graph: SchemaGraph): boolean {
  try {
    return (inheritedAnnotations(schema, graph).description ?? "") !== "";
  } catch (error) {
    if (error instanceof SchemaError) return true;
    throw error;
  }
}

const conditions = new Set(["if", "then", "else", "not", "contains", "dependentSchemas"]);

/** There `properties` narrows members that are declared, and described, elsewhere. */
function isWithinCondition(visit: SchemaVisit): boolean {
  for (let at: SchemaVisit | undefined = visit; at !== undefined; at = at.parent)
    if (at.step !== undefined && conditions.has(at.step.keyword)) return true;
  return false;
}
