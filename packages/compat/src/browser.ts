/** The whole engine; nothing here needs more than a browser has. */
export { type Budget, createBudget, defaultSteps, OutOfBudget, Undecided } from "./budget.ts";
export {
  type CompatibilityQuestion,
  checkCompatibility,
  type Verdict,
  type WriterView,
} from "./check-compatibility.ts";
export { isSatisfiable, type Satisfiability, type SatisfiabilityOptions } from "./is-satisfiable.ts";
