import type { Budget } from "../budget.ts";
import type { Solve } from "../emptiness/outcome.ts";
import type { Terms } from "../terms/index.ts";
import type { Names } from "./names.ts";

/** What the solvers of objects work with; `solve` answers about values and about names. */
export type ObjectWorld = {
  readonly terms: Terms;
  readonly budget: Budget;
  readonly solve: Solve;
  readonly names: Names;
};
