export type { LintInput, LintModel, LintSettings } from "./lint/input.ts";
export { judgeSchema } from "./lint/judge-schema.ts";
export { type LintResult, lintCatalogue } from "./lint/lint-catalogue.ts";
export type { BadExample, Example, Rule } from "./lint/rule.ts";
export type { SuppressedFinding } from "./lint/suppressions.ts";
export { rules } from "./rules/index.ts";
