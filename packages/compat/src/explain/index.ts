export { explainBreak } from "./explain-break.ts";
export type { EvolutionRule, SchemaPair } from "./rule.ts";
export { evolutionRules } from "./rules/index.ts";
