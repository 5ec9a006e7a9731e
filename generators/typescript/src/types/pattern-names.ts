/** The names that a regular expression matches, as far as a type can say it. */
export type PatternNames =
  | { readonly are: "all" }
  | { readonly are: "listed"; readonly names: readonly string[] }
  | { readonly are: "framed"; readonly before: string; readonly after: string }
  /** Some names, and no type tells which. */
  | { readonly are: "some" };

/** What leaves out nothing but an empty name, or one with a line end: nobody means to leave out more. */
const wildcard = /^(?:\.[*+]|\[\^\][*+]|\[\\s\\S\][*+])$/;

/** `^x-` frames names, `^(a|b)$` lists them, `.*` takes all. Anything cleverer takes some. */
export function namesOfPattern(pattern: string): PatternNames {
  const isAnchored = pattern.startsWith("^");
  const isEnded = pattern.endsWith("$") && !/(?:^|[^\\])(?:\\\\)*\\\$$/.test(pattern);
  const inside = pattern.slice(isAnchored ? 1 : 0, isEnded ? -1 : undefined);
  if (inside === "" && !(isAnchored && isEnded)) return { are: "all" };
  if (wildcard.test(inside)) return { are: "all" };
  const listed = alternativesOf(inside);
  if (listed === undefined) return framed(inside, isAnchored, isEnded);
  const [only = ""] = listed;
  if (isAnchored && isEnded) return { are: "listed", names: listed };
  if (listed.length > 1) return { are: "some" };
  // `${string}` stands for the empty text as well, so a frame of one side is exactly what the pattern says.
  if (isAnchored) return { are: "framed", before: only, after: "" };
  return isEnded ? { are: "framed", before: "", after: only } : { are: "some" };
}

/** `^x-.*$`, `^x-.*`: a beginning and then anything. A pattern that asks for more after it is framed too widely, not exactly. */
function framed(inside: string, isAnchored: boolean, isEnded: boolean): PatternNames {
  const found = /^(.*?)(\.\*)(.*)$/s.exec(inside);
  const [before, after] = [literalOf(found?.[1] ?? "*"), literalOf(found?.[3] ?? "*")];
  if (!isAnchored || before === undefined || after === undefined) return { are: "some" };
  return isEnded || after === "" ? { are: "framed", before, after: isEnded ? after : "" } : { are: "some" };
}

/** `a|b` in brackets, or plain text alone. */
function alternativesOf(text: string): readonly string[] | undefined {
  const bracketed = /^\((?:\?:)?([^()]*)\)$/.exec(text);
  const parts = bracketed?.[1] === undefined ? [text] : bracketed[1].split("|");
  const literals = parts.map(literalOf);
  return literals.every((literal) => literal !== undefined) ? literals : undefined;
}

/** The text that a pattern without any operator stands for. */
function literalOf(pattern: string): string | undefined {
  if (!/^(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|/-])*$/u.test(pattern)) return undefined;
  return pattern.replace(/\\(.)/gu, "$1");
}
