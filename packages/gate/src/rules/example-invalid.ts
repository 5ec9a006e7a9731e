import { valuesUnder } from "../lint/judge.ts";
import { defineRule, one } from "../lint/rule.ts";

export const exampleInvalid = defineRule({
  id: "example-invalid",
  code: "SCHEMA_EXAMPLE_INVALID",
  severity: "error",
  runsValidators: true,
  scope: "contract",
  sentence: "Every example is valid.",
  reason:
    "Examples become documentation, test data and the seeds of the compatibility engine. A wrong one teaches people and programs the wrong thing.",
  remedy: "correct the example, or the schema",
  bad: {
    ...one(`{
  "required": ["name"],
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  },
  "examples": [{ "name": «3» }, { "name": "Ada" }]
}`),
    at: "/examples/0/name",
  },
  good: one(`{
  "required": ["name"],
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  },
  "examples": [{ "name": "Grace" }, { "name": "Ada" }]
}`),
  *check({ contract, world }) {
    for (const visit of world.schemasOf(contract)) {
      const examples = valuesUnder(visit.schema, "examples");
      if (examples.length === 0) continue;
      const isRoot = visit.pointer === "";
      const judged = isRoot ? world.judge.reader(contract) : world.judge.inside(contract, visit);
      if ("error" in judged) continue;
      for (const [at, value] of examples) {
        const verdict = judged.validate(value);
        if (verdict.valid) continue;
        for (const { pointer, message } of verdict.problems)
          yield { at: `${visit.pointer}${at}${pointer}`, message: `the example is not valid: ${message}` };
      }
    }
  },
});
