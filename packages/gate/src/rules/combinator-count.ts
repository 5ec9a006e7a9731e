import { defineRule, one } from "../lint/rule.ts";

const most = 256;
const combinators = new Set(["allOf", "anyOf", "oneOf"]);

export const combinatorCount = defineRule({
  id: "combinator-count",
  code: "LIMIT_COMBINATORS",
  severity: "error",
  scope: "contract",
  sentence: `A contract has at most ${most} branches under allOf, anyOf and oneOf together.`,
  reason: "Every value is tried against every branch, by each validator and for each event.",
  remedy: "split the contract, or describe the common part once",
  bad: {
    ...one(
      `{ "properties": { "code": { "description": "…", "anyOf": [${branches(most)}, «{» "const": 0 }] } } }`,
    ),
    at: `/properties/code/anyOf/${most}`,
  },
  good: one(`{ "properties": { "code": { "description": "…", "anyOf": [${branches(3)}] } } }`),
  *check({ contract, world }) {
    const counted = world
      .schemasOf(contract)
      .filter(({ step }) => step !== undefined && combinators.has(step.keyword));
    const first = counted[most];
    if (first !== undefined)
      yield {
        at: first.pointer,
        message: `this is branch ${most + 1} of ${counted.length}, and the limit is ${most}`,
      };
  },
});

function branches(count: number): string {
  return Array.from({ length: count }, (_, index) => `{ "const": ${index + 1} }`).join(", ");
}
