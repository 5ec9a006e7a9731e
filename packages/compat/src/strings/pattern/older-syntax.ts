import type { AST } from "@eslint-community/regexpp";

/**
 * The pattern as the flag u has it, where that is a matter of spelling: `\-`, `\_` and `\@` escape what needs no escape,
 * `{` and `]` stand alone and mean themselves, and `[\w-.]` is no range. Many real schemas are written so. Everyone who
 * reads these at all reads them alike; that nothing else has changed its meaning is seen by comparing the two trees.
 *
 * Letters and digits are left alone: `\A` and `\Z` are letters here and ends of the text elsewhere.
 */
export function spelledForUnicode(pattern: string): string {
  let spelled = "";
  let isInClass = false;
  let isAfterSet = false;
  for (const [token] of pattern.matchAll(/\\.|\{\d+(?:,\d*)?\}|./gsu)) {
    spelled += spell(token, isInClass, isAfterSet);
    if (token === "[" && !isInClass) isInClass = true;
    else if (token === "]") isInClass = false;
    isAfterSet = /^\\[dDsSwW]$/.test(token);
  }
  return spelled;
}

function spell(token: string, isInClass: boolean, isAfterSet: boolean): string {
  if (needlessEscape.test(token)) return token === "\\-" && isInClass ? token : token.slice(1);
  if (isInClass) return token === "-" && isAfterSet ? "\\-" : token;
  return token === "{" || token === "}" || token === "]" ? `\\${token}` : token;
}

/** All of ASCII but letters, digits, the characters of the syntax and the slash. */
const needlessEscape = /^\\[ !"#%&',:;<=>@_`~-]$/u;

/** What a tree says, without how it is written. */
export function meaningOf(node: AST.Node): string {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return `${node.type}(${node.alternatives.map(meaningOf).join("|")})`;
    case "Assertion":
      if (node.kind !== "lookahead" && node.kind !== "lookbehind")
        return node.kind + (node.kind === "word" && node.negate);
      return `${node.kind}${node.negate}(${node.alternatives.map(meaningOf).join("|")})`;
    case "Alternative":
      return node.elements.map(meaningOf).join(" ");
    case "Quantifier":
      return `${meaningOf(node.element)}{${node.min},${node.max},${node.greedy}}`;
    case "Character":
      return String(node.value);
    case "CharacterClassRange":
      return `${node.min.value}-${node.max.value}`;
    case "CharacterClass":
      return `[${node.negate} ${node.elements.map(meaningOf).join(" ")}]`;
    case "CharacterSet":
      return node.kind === "property" ? node.raw : `\\${node.kind}${node.kind !== "any" && node.negate}`;
    case "Backreference":
      return `\\${node.ref}`;
    default:
      return node.raw;
  }
}
