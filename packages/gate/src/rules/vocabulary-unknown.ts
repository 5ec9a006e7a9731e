import { defineRule, one } from "../lint/rule.ts";

export const vocabularyUnknown = defineRule({
  id: "vocabulary-unknown",
  code: "SCHEMA_VOCABULARY",
  severity: "error",
  scope: "catalogue",
  sentence: "A document requires no vocabulary but the standard ones.",
  reason:
    "A required vocabulary that a validator does not know is a reason to refuse the schema, and most validators ignore it instead: the same contract then means two things.",
  remedy: "use the standard vocabularies; say the rest in x- keywords",
  bad: {
    ...one(`{
  "$vocabulary": {
    "https://json-schema.org/draft/2020-12/vocab/core": true,
    "https://example.com/vocab/money": «true»
  }
}`),
    at: "/$vocabulary/https:~1~1example.com~1vocab~1money",
  },
  good: one(`{
  "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/core": true }
}`),
  check: (world) => world.troubles("SCHEMA_VOCABULARY"),
});
