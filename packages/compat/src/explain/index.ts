export { explainBreak } from "./explain-break.ts";
export type { EvolutionRule, LastRule, SchemaPair } from "./rule.ts";
export { evolutionRules, valueRefused } from "./rules/index.ts";
