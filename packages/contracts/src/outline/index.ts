export { type Outline, type OutlineRow, type OutlineWorld, outlineOf, type TypeWord } from "./outline.ts";
export type { Rule } from "./rules.ts";
