import { defineRule, one } from "../lint/rule.ts";

export const dialectUnknown = defineRule({
  id: "dialect-unknown",
  code: "SCHEMA_DIALECT",
  severity: "error",
  scope: "catalogue",
  sentence: "$schema names a draft that exists, spelled as its specification spells it.",
  reason:
    "The draft decides what keywords mean. Where it is unknown, each tool takes the one it likes best, and no two need to agree.",
  remedy: "write https://json-schema.org/draft/2020-12/schema",
  bad: { ...one(`{ "$schema": «"latest"» }`), at: "/$schema" },
  good: one(`{ "$schema": "https://json-schema.org/draft/2020-12/schema" }`),
  check: (world) => [...world.troubles("SCHEMA_DIALECT"), ...world.troubles("SCHEMA_DIALECT_SPELLING")],
});
