import type { ModuleNames } from "../module-names.ts";
import type { Lowered } from "../subschemas.ts";

/** Lines of code that end the function with `false` where the value is refused, and otherwise fall through. */
export type Lines = readonly string[];

/** What the printers of single keywords ask of the one that calls them. */
export type Printer = {
  readonly names: ModuleNames;
  /** The lines for a schema, about the value that a variable holds. */
  readonly linesFor: (schema: Lowered, variable: string) => Lines;
  /** The name of a function that answers for a schema: for where yes and no both lead on. */
  readonly functionFor: (schema: Lowered) => string;
  /** A variable of the function at hand that has no other use. */
  readonly fresh: () => string;
};

export const refuse = "return false;";

export function indented(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

/** Nothing at all when there is nothing to be done. */
export function block(head: string, lines: Lines): Lines {
  return lines.length === 0 ? [] : [`${head} {`, ...indented(lines), "}"];
}

export function refuseIf(condition: string): string {
  return `if (${condition}) ${refuse}`;
}
