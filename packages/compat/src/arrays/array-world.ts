import type { Budget } from "../budget.ts";
import type { Solve } from "../emptiness/outcome.ts";
import type { Terms } from "../terms/index.ts";

/** What the solvers of arrays work with; `solve` answers about items. */
export type ArrayWorld = { readonly terms: Terms; readonly budget: Budget; readonly solve: Solve };
