/** Does the pattern match the name? `undefined`: this engine cannot tell. */
export type PatternMatcher = (pattern: string, name: string) => boolean | undefined;

/**
 * The default: the platform's regular expressions, with the `u` flag as JSON Schema wants it. They backtrack, so who
 * takes schemas from strangers hands in a matcher of linear time.
 */
export function createRegExpMatcher(): PatternMatcher {
  const compiled = new Map<string, RegExp | undefined>();
  return (pattern, name) => {
    if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
    return compiled.get(pattern)?.test(name);
  };
}

/**
 * Whether no name can match both. Says yes only in the plain case that contracts really have, two different literal
 * beginnings (`^ext_`, `^x-`): deciding it for all patterns takes automata, which live on a higher floor.
 */
export function areDisjoint(a: string, b: string): boolean {
  const [first, second] = [literalBeginning(a), literalBeginning(b)];
  const length = Math.min(first.length, second.length);
  return first.slice(0, length) !== second.slice(0, length);
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** What every match begins with; nothing where that is not plain to see. The last character may be quantified away. */
function literalBeginning(pattern: string): string {
  if (pattern.includes("|")) return "";
  const plain = /^\^([A-Za-z0-9_ @:/-]*)(.?)/u.exec(pattern);
  const [, literal = "", next = ""] = plain ?? [];
  return /[?*+{]/.test(next) ? literal.slice(0, -1) : literal;
}
