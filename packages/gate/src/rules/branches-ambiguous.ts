import { areToldApart, branchOf } from "../lint/branches.ts";
import { defineRule, one } from "../lint/rule.ts";

export const branchesAmbiguous = defineRule({
  id: "branches-ambiguous",
  severity: "warning",
  scope: "schema",
  sentence:
    "The branches of a oneOf are told apart by their type, or by a const or enum on a required member.",
  reason:
    "Without such a mark a reader has to try the branches one by one, no language can offer a union that is told apart, and one new optional member lets a value match two branches, which oneOf refuses.",
  remedy: 'require a member in both branches, with another "const" in each',
  bad: {
    ...one(`{
  "properties": {
    "payment": {
      "description": "How it was paid.",
      «"oneOf"»: [
        { "type": "object", "properties": { "card": { "description": "Number.", "type": "string" } } },
        { "type": "object", "properties": { "iban": { "description": "Account.", "type": "string" } } }
      ]
    }
  }
}`),
    at: "/properties/payment/oneOf",
  },
  good: one(`{
  "properties": {
    "payment": {
      "description": "How it was paid.",
      "oneOf": [
        {
          "type": "object",
          "required": ["by"],
          "properties": { "by": { "description": "The way.", "const": "card" } }
        },
        {
          "type": "object",
          "required": ["by"],
          "properties": { "by": { "description": "The way.", "const": "transfer" } }
        }
      ]
    }
  }
}`),
  *check({ at, contract, world }) {
    const holder = world.graph.at({ document: contract.uri, pointer: at });
    if (holder === undefined) return;
    const branches = world.graph
      .subschemas(holder)
      .flatMap(({ keyword, schema }) => (keyword === "oneOf" ? [branchOf(schema, world.graph)] : []));
    // So many are refused by their number, and comparing all pairs would take long.
    if (branches.length > 256) return;
    for (const [index, first] of branches.entries())
      for (const [offset, second] of branches.slice(index + 1).entries())
        if (!areToldApart(first, second))
          return yield {
            at: `${at}/oneOf`,
            message: `nothing tells branch ${index} from branch ${index + 1 + offset}`,
          };
  },
});
