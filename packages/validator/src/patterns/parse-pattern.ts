import { type AST, RegExpParser, RegExpSyntaxError, visitRegExpAST } from "@eslint-community/regexpp";
import type { ValidatorError } from "../errors.ts";
import { patternErrors } from "../errors.ts";

/**
 * Patterns are read as ECMA-262 with the flag u, as JSON Schema recommends, and then held to what a linear-time engine
 * can run and every one of our target languages can say: no look-around, no back-reference, no huge counts.
 * `at` is the place of the pattern, for messages.
 *
 * @throws {ValidatorError} SCHEMA_REGEX_SYNTAX, SCHEMA_REGEX_UNSUPPORTED or SCHEMA_REGEX_LIMIT
 */
export function parsePattern(pattern: string, at?: string): AST.Pattern {
  const tree = read(pattern, at);
  const trouble = troubleWith(pattern, tree, at);
  if (trouble !== undefined) throw trouble;
  return tree;
}

/** The same judgement as a value: what a linter reports, or `undefined` for a pattern that means one thing everywhere. */
export function checkPattern(pattern: string, at?: string): ValidatorError | undefined {
  try {
    return troubleWith(pattern, read(pattern, at), at);
  } catch (error) {
    return error as ValidatorError;
  }
}

/** RE2 and with it Go refuse more, also by multiplication: `(?:a{40}){40}` counts 1,600. */
export const largestCount = 1000;

const parser = new RegExpParser({ ecmaVersion: 2025 });

function read(pattern: string, at: string | undefined): AST.Pattern {
  try {
    const tree = parser.parsePattern(pattern, 0, pattern.length, { unicode: true, unicodeSets: false });
    // The engine has the last word: what it cannot compile no TypeScript consumer can run.
    new RegExp(pattern, "u");
    return tree;
  } catch (cause) {
    const offset = cause instanceof RegExpSyntaxError ? cause.index : 0;
    throw patternErrors.SCHEMA_REGEX_SYNTAX({ pattern, at, offset, reason: reasonOf(cause) }, { cause });
  }
}

/** Both parsers say `Invalid regular expression: /the pattern/u: the reason`. */
function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const reason = message.slice(message.lastIndexOf(": ") + 2);
  return reason.slice(0, 1).toLowerCase() + reason.slice(1);
}

function troubleWith(pattern: string, tree: AST.Pattern, at: string | undefined): ValidatorError | undefined {
  let found: ValidatorError | undefined;
  const unsupported = (construct: string, node: AST.Node) => {
    found ??= patternErrors.SCHEMA_REGEX_UNSUPPORTED({
      pattern,
      at,
      offset: node.start,
      construct,
      text: node.raw,
    });
  };
  visitRegExpAST(tree, {
    onAssertionEnter(node) {
      if (node.kind === "lookahead" || node.kind === "lookbehind")
        unsupported(`${node.negate ? "negative " : ""}${node.kind}`, node);
    },
    onBackreferenceEnter: (node) => unsupported("back-reference", node),
    onModifiersEnter: (node) => unsupported("modifiers", node),
    onQuantifierEnter(node) {
      const count = countOf(node);
      if (count > largestCount)
        found ??= patternErrors.SCHEMA_REGEX_LIMIT({
          pattern,
          at,
          offset: node.start,
          count,
          limit: largestCount,
          text: node.raw,
        });
    },
  });
  return found;
}

/** How often the innermost element is repeated, counting every quantifier around it. */
function countOf(node: AST.Quantifier): number {
  let count = 1;
  for (let around: AST.Node | null = node; around !== null; around = around.parent)
    if (around.type === "Quantifier")
      count *= Math.max(1, around.min, Number.isFinite(around.max) ? around.max : 1);
  return count;
}
