import { didYouMean } from "@concordat/errors";
import { appendToPointer } from "@concordat/json";
import { dialects, keywordOf, keywordsOf, remedyFor } from "@concordat/schema";
import { defineRule, one } from "../lint/rule.ts";

export const keywordUnknown = defineRule({
  id: "keyword-unknown",
  code: "SCHEMA_UNKNOWN_KEYWORD",
  severity: "error",
  scope: "schema",
  sentence: "A schema holds keywords that JSON Schema defines, and words that begin with x-.",
  reason:
    "Validators skip what they do not know, so a misspelt keyword checks nothing and nobody is told. Keywords of OpenAPI such as nullable are skipped in the same silence.",
  remedy: "correct the keyword; words of your own begin with x-",
  bad: {
    ...one(`{
  «"requried"»: ["name"],
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  }
}`),
    at: "/requried",
  },
  good: one(`{
  "required": ["name"],
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  },
  "examples": [{ "name": "Ada" }, { "name": "Grace" }]
}`),
  *check({ schema, dialect, at }) {
    for (const [name, value] of Object.entries(schema)) {
      const isDefined = dialects.some((other) => keywordOf(name, other));
      if (isDefined || name.startsWith("x-")) continue;
      const meant = didYouMean(name, keywordsOf(dialect).keys());
      const hint =
        remedyFor(name, value, dialect) ?? (meant === "" ? undefined : `correct the keyword${meant}`);
      yield {
        at: appendToPointer(at, name),
        on: "name",
        message: `no draft of JSON Schema has a keyword "${name}"`,
        ...(hint && { hint }),
      };
    }
  },
});
