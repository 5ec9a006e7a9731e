import { valuesUnder } from "../lint/judge.ts";
import { defineRule, one } from "../lint/rule.ts";

export const writerViewEmpty = defineRule({
  id: "writer-view-empty",
  code: "WRITER_VIEW_EMPTY",
  severity: "error",
  runsValidators: true,
  scope: "contract",
  sentence: "Every example is also valid for a publisher, who may not send members that nobody declared.",
  reason:
    "Publishers validate the contract with undeclared members refused. An example that only readers accept shows an event that nobody can send; when no event at all passes, the contract would be compatible with everything, which proves nothing.",
  remedy: 'declare the member, or mark the object as free-form with "x-concordat": { "open": true }',
  bad: {
    ...one(`{
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" }
  },
  "examples": [{}, { "name": "Ada", «"nickname"»: "Countess" }]
}`),
    at: "/examples/1/nickname",
  },
  good: one(`{
  "properties": {
    "name": { "description": "Name of the customer.", "type": "string" },
    "nickname": { "description": "What friends say.", "type": "string" }
  },
  "examples": [{}, { "name": "Ada", "nickname": "Countess" }]
}`),
  *check({ contract, world }) {
    const [reader, writer] = [world.judge.reader(contract), world.judge.writer(contract)];
    if ("error" in reader || "error" in writer) return;
    for (const [at, value] of valuesUnder(contract.document, "examples")) {
      const verdict = writer.validate(value);
      if (verdict.valid || !reader.validate(value).valid) continue;
      for (const { pointer, message } of verdict.problems)
        yield {
          at: `${at}${pointer}`,
          on: "name",
          message: `no publisher may send this example: ${message}`,
        };
    }
  },
});
