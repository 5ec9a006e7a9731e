export type { JudgedBreak } from "./acceptance/apply.ts";
export { acceptanceOf, type Decision, withAccepted } from "./acceptance/entry-of.ts";
export { type Baseline, lockBaseline, type PastState, pastBaseline } from "./baseline.ts";
export type { Break } from "./break.ts";
export { checkEvolution, type EvolutionInput, type EvolutionResult } from "./check-evolution.ts";
export type { JudgedChange } from "./judged-change.ts";
export { gateRules } from "./rules/index.ts";
