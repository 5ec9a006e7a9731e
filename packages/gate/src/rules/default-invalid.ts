import { valuesUnder } from "../lint/judge.ts";
import { defineRule, one } from "../lint/rule.ts";

export const defaultInvalid = defineRule({
  id: "default-invalid",
  code: "SCHEMA_DEFAULT_INVALID",
  severity: "error",
  runsValidators: true,
  scope: "contract",
  sentence: "A default is a value that its schema accepts.",
  reason:
    "Generated code offers the default to whoever leaves the member out, and its own validator would refuse it.",
  remedy: "correct the default, or drop it",
  bad: {
    ...one(`{
  "properties": {
    "amount": { "description": "How many.", "type": "integer", "default": «"one"» }
  }
}`),
    at: "/properties/amount/default",
  },
  good: one(`{
  "properties": {
    "amount": { "description": "How many.", "type": "integer", "default": 1 }
  }
}`),
  *check({ contract, world }) {
    for (const visit of world.schemasOf(contract))
      for (const [at, value] of valuesUnder(visit.schema, "default")) {
        const judged = world.judge.inside(contract, visit);
        const verdict = "error" in judged ? undefined : judged.validate(value);
        if (verdict === undefined || verdict.valid) continue;
        for (const { pointer, message } of verdict.problems)
          yield { at: `${visit.pointer}${at}${pointer}`, message: `the default is not valid: ${message}` };
      }
  },
});
