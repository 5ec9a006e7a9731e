import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { createBudget, Undecided } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import type { Doubt } from "../doubt.ts";
import type { Reading } from "../normalise/index.ts";
import { prepare } from "../prepare.ts";
import type { Literal } from "../terms/index.ts";

export type HowToTranslate = {
  readonly dialect?: Dialect;
  readonly documents?: ReadonlyMap<string, Json>;
  /** Default `strict`. */
  readonly reading?: Reading;
};

/** Schemas brought into one world, so that what they say can be compared. For tests only. */
export function createTranslations({ assertsFormat = false } = {}) {
  const comparison = createComparison({ budget: createBudget(), assertsFormat });
  const { holds, terms, solve } = comparison.engine;

  const translate = (schema: Json, { reading = "strict", ...how }: HowToTranslate = {}) => {
    const prepared = prepare(schema, how);
    const translator = comparison.translator(prepared, reading);
    const says: Literal = translator.translate(prepared.root);
    return {
      says,
      translator,
      root: prepared.root,
      accepts: (value: Json) => holds(says, value),
    };
  };

  /** Why nothing can be said of a schema; `undefined` where something can. */
  const doubtOf = (schema: Json, how: HowToTranslate = {}): Doubt | undefined => {
    try {
      translate(schema, how);
      return undefined;
    } catch (error) {
      if (error instanceof Undecided) return error.doubt;
      throw error;
    }
  };

  return { translate, doubtOf, terms, holds, solve };
}
