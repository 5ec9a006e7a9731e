import { appendToPointer, isArray, jsonEquals } from "@concordat/json";
import { defineRule, one } from "../lint/rule.ts";
import { show } from "../lint/show.ts";
import { isOfType, typesOf } from "../lint/types.ts";

export const valuesContradict = defineRule({
  id: "values-contradict",
  code: "SCHEMA_UNSATISFIABLE",
  severity: "error",
  scope: "schema",
  sentence: "The values in enum and const are of the type beside them, and const is one of enum.",
  reason:
    "A value that the schema lists and refuses at once can never be sent. Readers of the contract and generated code offer it all the same.",
  remedy: "correct the value, or the type",
  bad: {
    ...one(`{
  "properties": {
    "size": { "description": "Size of the shirt.", "type": "string", "enum": ["S", "M", «38»] }
  }
}`),
    at: "/properties/size/enum/2",
  },
  good: one(`{
  "properties": {
    "size": { "description": "Size of the shirt.", "type": "string", "enum": ["S", "M", "38"] }
  }
}`),
  *check({ schema, at }) {
    const types = typesOf(schema);
    const listed = schema.enum;
    const values = listed !== undefined && isArray(listed) ? listed : undefined;
    const misses = (value: (typeof schema)[string]) =>
      types !== undefined && !types.some((type) => isOfType(value, type));
    for (const [index, value] of (values ?? []).entries())
      if (misses(value))
        yield {
          at: appendToPointer(at, "enum", index),
          message: `${show(value)} is listed, and is not of type ${types?.join(" or ")}`,
        };
    const constant = schema.const;
    if (constant === undefined) return;
    if (misses(constant))
      yield {
        at: appendToPointer(at, "const"),
        message: `${show(constant)} is not of type ${types?.join(" or ")}`,
      };
    else if (values !== undefined && !values.some((value) => jsonEquals(value, constant)))
      yield {
        at: appendToPointer(at, "const"),
        message: `${show(constant)} is none of the values in "enum"`,
      };
  },
});
