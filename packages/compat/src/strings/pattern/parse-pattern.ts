import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { meaningOf, spelledForUnicode } from "./older-syntax.ts";

/** Why a pattern cannot become an automaton. It is still known to be equal to itself, and words can be tried on it. */
export type Opaque = { readonly reason: string };

/**
 * Reads a pattern as JSON Schema recommends: ECMA-262 with the flag u. What only the older syntax allows is read too
 * where it says the same by another spelling (`spelledForUnicode`), and refused elsewhere: the two syntaxes read some
 * texts differently, and it is not for us to guess which was meant.
 */
export function parsePattern(pattern: string): AST.Pattern | Opaque {
  if (pattern.length > longest) return { reason: `it is longer than ${longest} characters` };
  if (isTooDeep(pattern)) return { reason: `it nests more than ${deepest} groups` };
  const tree = read(pattern, true);
  if (!("reason" in tree)) return tree;
  const older = read(pattern, false);
  const spelled = read(spelledForUnicode(pattern), true);
  if ("reason" in older || "reason" in spelled) return tree;
  return meaningOf(older) === meaningOf(spelled) ? spelled : tree;
}

function read(pattern: string, unicode: boolean): AST.Pattern | Opaque {
  try {
    return parser.parsePattern(pattern, 0, pattern.length, { unicode, unicodeSets: false });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { reason: `it is not ECMA-262 with the flag u: ${message.slice(message.lastIndexOf(": ") + 2)}` };
  }
}

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** Nothing that a person wrote comes near; what a stranger sends is to cost no more than that. */
const longest = 50_000;

/** Parser and compiler call themselves for each group; how deep that may go differs between machines, this does not. */
const deepest = 200;

function isTooDeep(pattern: string): boolean {
  let depth = 0;
  for (const [token] of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()]/gsu)) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
