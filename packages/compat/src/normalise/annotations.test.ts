import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createEngine } from "../emptiness/index.ts";
import { prepare } from "../prepare.ts";
import type { Case } from "../terms/index.ts";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";
import { createTranslator } from "./translate.ts";

test("of the cases that a schema is divided into, exactly one is a value's own, whether or not it is valid", () => {
  const unevaluated = fc.constantFrom("unevaluatedProperties", "unevaluatedItems");
  const branches = fc.array(arbitrarySchema(), { minLength: 1, maxLength: 3 });
  const values = fc.array(arbitraryValue, { minLength: 10, maxLength: 10 });
  let divided = 0;
  fc.assert(
    fc.property(
      unevaluated,
      fc.constantFrom("anyOf", "oneOf", "allOf"),
      branches,
      values,
      (keyword, combinator, list, some) => {
        const { cases, holds } = casesOf({ [combinator]: list, [keyword]: false });
        divided += cases.filter((of) => of.length > 1).length;
        for (const of of cases)
          for (const value of some) expect(of.filter(({ guard }) => holds(guard, value)).length).toBe(1);
      },
    ),
    { numRuns: 300 },
  );
  expect(divided).toBeGreaterThan(50);
});

/** Every distinction of cases that is made while the schema is translated. */
function casesOf(schema: Json) {
  const { graph, root } = prepare(schema);
  const budget = createBudget();
  const { terms, holds } = createEngine({ budget });
  const cases: (readonly Case[])[] = [];
  const listening = {
    ...terms,
    cases(of: readonly Case[]) {
      cases.push(of);
      return terms.cases(of);
    },
  };
  const options = { terms: listening, budget, holds, reading: "strict", assertsFormat: false } as const;
  createTranslator(graph, options).translate(root);
  return { cases, holds };
}
