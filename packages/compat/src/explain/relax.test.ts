import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import { prepare } from "../prepare.ts";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";
import { blamesOf } from "./blame.ts";
import { createRelaxation } from "./relax.ts";

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 10_000 : 500;

test("without what a value breaks, the rest accepts the value, and all that the whole accepts", () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitrarySchema(), arbitrarySchema({ recursive: true })),
      arbitraryValue,
      fc.array(arbitraryValue, { minLength: 5, maxLength: 5 }),
      (schema, value, others) => {
        const comparison = createComparison({ budget: createBudget() });
        const { holds } = comparison.engine;
        const prepared = prepare(schema);
        const translator = comparison.translator(prepared, "strict");
        const whole = translator.translate(prepared.root);
        const relaxation = createRelaxation(prepared.root, translator, comparison.engine);
        expect(relaxation.rest()).toBe(whole);

        const blames = blamesOf(value, prepared.root, {
          translator,
          holds,
          budget: comparison.engine.budget,
        });
        expect(blames.length > 0).toBe(!holds(whole, value));
        for (const blame of blames) {
          expect(holds(blame.law, value)).toBe(false);
          relaxation.excuse(blame);
          expect(relaxation.isExcused(blame)).toBe(true);
        }
        expect(holds(relaxation.rest(), value)).toBe(true);
        for (const other of others)
          if (holds(whole, other)) expect(holds(relaxation.rest(), other)).toBe(true);
      },
    ),
    { numRuns },
  );
});
