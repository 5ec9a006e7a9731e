import { isKnownFaulty } from "../lint/malformed.ts";
import { defineRule, one } from "../lint/rule.ts";
import type { World } from "../lint/world.ts";

export const schemaRefused = defineRule({
  id: "schema-refused",
  code: "SCHEMA_INVALID",
  severity: "error",
  runsValidators: true,
  scope: "contract",
  sentence: "The validator that runs in production takes the schema.",
  reason:
    "What it refuses can neither be validated nor generated. Most such schemas have a finding that says more; this one is the last net under them.",
  remedy: "correct the schema; npm run codegen fails until then",
  bad: {
    ...one(`«{»
  "properties": {
    "name": { "description": "Name.", "type": "string", "contentSchema": { "$anchor": "1 2" } }
  }
}`),
    at: "",
  },
  good: one(`{
  "properties": {
    "name": { "description": "Name.", "type": "string" }
  }
}`),
  *check({ contract, world }) {
    const judged = [world.judge.reader(contract), world.judge.writer(contract)];
    const error = judged.flatMap((judgement) => ("error" in judgement ? judgement.error : [])).at(0);
    if (error === undefined || hasFinding(error.code, world) || isKnownFaulty(contract, world)) return;
    yield { at: "", message: error.message.replaceAll(`${contract.uri}#`, "#"), hint: error.hint };
  },
});

/** References, dialects, patterns and sizes are judged by rules of their own, with the place. */
function hasFinding(code: string, world: World): boolean {
  if (code.startsWith("SCHEMA_REGEX_") || code === "LIMIT_EXPANSION") return true;
  return world.graph.findings.some((finding) => finding.code === code);
}
