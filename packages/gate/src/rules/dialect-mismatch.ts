import { parsePointer } from "@concordat/json";
import { dialects, foreignKeywords, keywordOf } from "@concordat/schema";
import { defineRule, one } from "../lint/rule.ts";

export const dialectMismatch = defineRule({
  id: "dialect-mismatch",
  code: "SCHEMA_DIALECT_MISMATCH",
  severity: "error",
  scope: "contract",
  sentence: "A schema keeps to the draft that its $schema names.",
  reason:
    "Drafts renamed keywords and changed what they hold: a list under items, dependencies or required: true still look right, and mean nothing any more.",
  remedy: "write what the draft of this document has in its place",
  bad: {
    ...one(`{
  "properties": {
    "route": {
      "description": "From and to.",
      "type": "array",
      «"items"»: [{ "type": "string" }, { "type": "string" }]
    }
  }
}`),
    at: "/properties/route/items",
  },
  good: one(`{
  "properties": {
    "route": {
      "description": "From and to.",
      "type": "array",
      "prefixItems": [{ "type": "string" }, { "type": "string" }]
    }
  }
}`),
  *check({ contract, world }) {
    for (const trouble of world.troubles("SCHEMA_DIALECT_MISMATCH"))
      if (trouble.contract === contract) yield trouble;
    for (const visit of world.schemasOf(contract))
      for (const { pointer, message, hint } of foreignKeywords(visit)) {
        const name = parsePointer(pointer)?.at(-1) ?? "";
        // A word of no draft is unknown everywhere, which is another rule's finding.
        if (!dialects.some((dialect) => keywordOf(name, dialect))) continue;
        yield { at: pointer, on: "name", message: message.replaceAll(`${contract.uri}#`, "#"), hint };
      }
  },
});
