import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { schemasAround } from "../lint/in-place.ts";
import { defineRule, one } from "../lint/rule.ts";

export const requiredUndeclared = defineRule({
  id: "required-undeclared",
  code: "LINT_REQUIRED_UNDECLARED",
  severity: "warning",
  scope: "schema",
  sentence: "A required member is declared.",
  reason:
    "Anything at all satisfies a member that is required and described nowhere, and generated types cannot offer it. More often than not it is a typing error.",
  remedy: "declare it under properties, or take it out of required",
  bad: {
    ...one(`{
  "required": [«"nmae"»],
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  }
}`),
    at: "/required/0",
  },
  good: one(`{
  "required": ["name"],
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  },
  "examples": [{ "name": "Ada" }, { "name": "Grace" }]
}`),
  *check({ schema, at, contract, world }) {
    const { required } = schema;
    const resolved = world.graph.at({ document: contract.uri, pointer: at });
    if (required === undefined || !isArray(required) || required.length === 0 || resolved === undefined)
      return;
    const around = schemasAround(resolved, world.graph);
    for (const [index, name] of required.entries())
      if (typeof name === "string" && !around.some((other) => declares(other, name)))
        yield {
          at: appendToPointer(at, "required", index),
          message: `"${name}" is required, and nobody declares it`,
        };
  },
});

function declares({ schema }: ResolvedSchema, name: string): boolean {
  if (!isObject(schema)) return false;
  const { properties, patternProperties } = schema;
  if (isMap(properties) && Object.hasOwn(properties, name)) return true;
  return isMap(patternProperties) && Object.keys(patternProperties).some((pattern) => matches(pattern, name));
}

function isMap(value: Json | undefined): value is { readonly [name: string]: Json } {
  return value !== undefined && isObject(value);
}

/** A pattern that is none may have meant the name; it has a finding of its own. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return true;
  }
}
