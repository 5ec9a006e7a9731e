import { patternOf } from "../formats/matcher.ts";
import { formats } from "../formats/table.ts";
import { formatConstant } from "./module-names.ts";
import { printText } from "./print-value.ts";
import { supportText } from "./support-text.ts";

/** What modules may import, apart from the formats. */
export const supportNames = [
  "accepted",
  "collectProblems",
  "countCharacters",
  "equal",
  "firstRepeat",
  "isMultipleOf",
  "isRegExp",
  "ownMembers",
  "problemsOf",
  "verdictOf",
];

/** The helping functions as text, and those of the formats that are asked for. */
export function supportUnits(names: Iterable<string>): string {
  const asked = new Set(names);
  const wanted = [...formatConstants].filter(([name]) => asked.has(name)).map(([, text]) => text);
  return [...Object.values(supportText), ...wanted].join("\n\n");
}

/** Each format by the name that it has in the support module, in the order of the table. */
export const formatConstants: ReadonlyMap<string, string> = new Map(
  Object.entries(formats).flatMap(([format, entry]) => {
    const pattern = patternOf(entry);
    // Marked as free of effects, so that a bundler leaves out the formats that nobody asks for.
    const text =
      pattern !== undefined
        ? `/* @__PURE__ */ new RegExp(${printText(pattern)}, "u")`
        : "isPattern" in entry && "{ test: isRegExp }";
    return text === false
      ? []
      : [[formatConstant(format), `const ${formatConstant(format)} = ${text};`] as const];
  }),
);

/** The types of a verdict, for the modules that export functions in TypeScript. */
export const verdictTypes = `export type Problem = {
  readonly code: "DATA_INVALID";
  /** What was broken, as a word that stays: \`type\`, \`required\`, \`unknown-member\`, … */
  readonly rule: string;
  /** JSON Pointer to the place in the value. */
  readonly pointer: string;
  /** Where the rule stands in the contract. */
  readonly schema: string;
  /** A sentence for a person. */
  readonly message: string;
  /** What would have been right, in as few words as possible. */
  readonly expected: string;
  /** The declared name or the allowed value that was probably meant. */
  readonly suggestion?: string;
};

export type Verdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly problems: readonly [Problem, ...Problem[]] };`;
