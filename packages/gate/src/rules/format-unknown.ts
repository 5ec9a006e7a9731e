import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { appendToPointer } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import { defineRule, one } from "../lint/rule.ts";

export const formatUnknown = defineRule({
  id: "format-unknown",
  code: "SCHEMA_FORMAT_UNKNOWN",
  severity: "error",
  scope: "schema",
  sentence: "A format is one of those that JSON Schema defines.",
  reason:
    "Validators let everything through that has a format they do not know, so a misspelt one checks nothing.",
  remedy: "name a format of JSON Schema, such as date-time, uuid or uri; state other rules as a pattern",
  bad: {
    ...one(`{
  "properties": {
    "email": { "description": "Where to write.", "type": "string", "format": «"emial"» }
  }
}`),
    at: "/properties/email/format",
  },
  good: one(`{
  "properties": {
    "email": { "description": "Where to write.", "type": "string", "format": "email" }
  }
}`),
  *check({ schema, at }) {
    const { format } = schema;
    const error = typeof format === "string" ? refusalOf(format) : undefined;
    if (error === undefined) return;
    const { suggestion } = error.params;
    const meant = typeof suggestion === "string" && suggestion !== "" && `correct the format${suggestion}`;
    yield {
      at: appendToPointer(at, "format"),
      message: `no format is called "${format}"`,
      ...(meant && { hint: meant }),
    };
  },
});

/** Asks the validator, which keeps the one table of formats. */
function refusalOf(format: string): ConcordatError | undefined {
  try {
    createValidator({ format }, { unknownFormats: "refuse" });
    return undefined;
  } catch (error) {
    if (isConcordatError(error)) return error;
    throw error;
  }
}
