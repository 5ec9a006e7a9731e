import { createValidator } from "@concordat/validator";
import { valuesUnder } from "../lint/judge.ts";
import { nearby } from "../lint/mutations.ts";
import { defineRule, one } from "../lint/rule.ts";
import { spell } from "../lint/show.ts";
import { withoutExamples } from "../lint/without-examples.ts";

export const validatorsDisagree = defineRule({
  id: "validators-disagree",
  severity: "error",
  runsValidators: true,
  scope: "contract",
  sentence: "Independent validators judge the examples, and values close to them, alike.",
  reason:
    "Where validators differ, a publisher in one language sends what a consumer in another refuses. Known differences lie in unevaluatedItems, decimal multipleOf and dynamic references.",
  remedy: "say it with simpler keywords",
  bad: {
    ...one(`«{»
  "properties": { "name": { "description": "Name of the customer.", "type": "string" } }
}`),
    secondOpinion: async () => () => [{ by: "cfworker", valid: false }],
    at: "",
  },
  good: {
    ...one(`{
  "properties": { "name": { "description": "Name of the customer.", "type": "string" } }
}`),
    secondOpinion: async () => (value) => [{ by: "cfworker", valid: JSON.stringify(value).startsWith("{") }],
  },
  async *check({ contract, world }) {
    const { secondOpinion, judge } = world;
    const bundled = judge.bundled(contract);
    if (secondOpinion === undefined || bundled === undefined || "error" in judge.reader(contract)) return;
    const schema = withoutExamples(bundled, contract.dialect);
    // Nor do formats take part: which of them are rules is a setting, and no two validators have the same ones.
    const validate = createValidator(schema, { formats: "annotate" });
    const ask = await secondOpinion(schema);
    for (const [, example] of valuesUnder(contract.document, "examples"))
      for (const value of nearby(example)) {
        const ours = validate(value).valid;
        const other = ask(value).find((opinion) => "valid" in opinion && opinion.valid !== ours);
        if (other === undefined) continue;
        const [accepts, refuses] = ours ? ["Ajv", other.by] : [other.by, "Ajv"];
        // One value is enough to see the difference; a hundred more would be the same one.
        return yield {
          at: "",
          message: `${accepts} accepts what ${refuses} refuses: ${spell(value)}`,
          details: { instance: value },
        };
      }
  },
});
