/** The whole engine; nothing here needs more than a browser has. Witnesses are confirmed by whoever is handed in. */
export { type Budget, createBudget, defaultSteps, OutOfBudget, Undecided } from "./budget.ts";
export {
  type Broken,
  type CompatibilityQuestion,
  checkCompatibility,
  checkWithin,
  findBreak,
} from "./check-compatibility.ts";
export { type Doubt, type DoubtCode, doubtCodes } from "./doubt.ts";
export {
  type EvolutionRule,
  evolutionRules,
  type LastRule,
  type SchemaPair,
  valueRefused,
} from "./explain/index.ts";
export { isSatisfiable, type Satisfiability, type SchemaQuestion } from "./is-satisfiable.ts";
export { type Related, type RelateOptions, type Relation, relate } from "./relate.ts";
export { type SampleOptions, type Samples, sample } from "./sample/index.ts";
export type {
  Cause,
  Compatible,
  Incompatible,
  Open,
  Side,
  Verdict,
  WriterView,
} from "./verdict.ts";
export type { SchemaText, WitnessValidator } from "./witness/index.ts";
