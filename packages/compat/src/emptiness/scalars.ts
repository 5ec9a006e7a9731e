import type { Json } from "@concordat/json";
import type { Budget } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import { type NumberAtom, rationalOf, solveNumbers } from "../numbers/index.ts";
import {
  anyString,
  complement,
  intersect,
  irregularFormat,
  type Language,
  languageOfFormat,
  languageOfPattern,
  solveStrings,
} from "../strings/index.ts";
import type { Holds, Literal, Node, Scalar, Terms } from "../terms/index.ts";
import { empty, inhabited, type Outcome, unknown } from "./outcome.ts";

/** What the solvers of values without parts need. */
export type ScalarWorld = { readonly terms: Terms; readonly budget: Budget; readonly holds: Holds };

/** Null and the booleans are few enough to try. */
export function decideByTrial(
  values: readonly Json[],
  atoms: readonly Literal[],
  { holds }: ScalarWorld,
): Outcome {
  const found = values.find((value) => atoms.every((atom) => holds(atom, value)));
  return found === undefined ? empty : inhabited(found);
}

/** Where a literal lists the values, nothing but trying them is left to do. */
function listedIn(atoms: readonly Literal[], terms: Terms): readonly Scalar[] | undefined {
  for (const atom of atoms) {
    const node = terms.nodeOf(atom);
    if (atom > 0 && node.kind === "scalars") return [...node.values];
  }
  return undefined;
}

export function decideNumbers(atoms: readonly Literal[], world: ScalarWorld): Outcome {
  const { terms, budget } = world;
  const listed = listedIn(atoms, terms);
  if (listed !== undefined) {
    budget.step(listed.length);
    return decideByTrial(
      listed.filter((value) => typeof value === "number"),
      atoms,
      world,
    );
  }
  const positive: NumberAtom[] = [];
  const negative: NumberAtom[] = [];
  for (const atom of atoms) (atom > 0 ? positive : negative).push(numberAtom(terms.nodeOf(atom)));
  for (const witness of solveNumbers(positive, negative, budget)) return inhabited(witness);
  return empty;
}

function numberAtom(node: Node): NumberAtom {
  switch (node.kind) {
    case "at-least":
    case "greater-than":
      return { kind: node.kind, bound: rationalOf(node.bound) };
    case "multiple-of":
      return { kind: "multiple-of", of: rationalOf(node.divisor) };
    case "scalars":
      return { kind: "one-of", values: [...node.values].filter((value) => typeof value === "number") };
    default:
      throw new TypeError(`${node.kind} says nothing of numbers`);
  }
}

/**
 * Lengths stay beside the automata; words excluded one by one stay beside them too. A pattern that no automaton can
 * follow is tried on each word that is found. A format that is no regular language cannot even be tried, so it only
 * ever makes a set smaller: "empty" stands without it, a word does not.
 */
export function decideStrings(atoms: readonly Literal[], world: ScalarWorld): Outcome {
  const { terms, budget } = world;
  const listed = listedIn(atoms, terms);
  if (listed !== undefined) {
    budget.step(listed.length);
    return decideByTrial(
      listed.filter((value) => typeof value === "string"),
      atoms,
      world,
    );
  }
  let inside: Language = anyString;
  let minLength = 0;
  let maxLength = Number.POSITIVE_INFINITY;
  const not = new Set<string>();
  const opaque: { pattern: string; wanted: boolean }[] = [];
  let untried: Doubt | undefined;

  for (const atom of atoms) {
    const node = terms.nodeOf(atom);
    const wanted = atom > 0;
    const within = (language: Language) => {
      inside = intersect(inside, wanted ? language : complement(language));
    };
    if (node.kind === "min-length") {
      if (wanted) minLength = Math.max(minLength, node.count);
      else maxLength = Math.min(maxLength, node.count - 1);
    } else if (node.kind === "scalars") {
      for (const value of node.values) if (typeof value === "string") not.add(value);
    } else if (node.kind === "pattern") {
      const language = languageOfPattern(node.source, budget);
      if ("reason" in language) opaque.push({ pattern: node.source, wanted });
      else within(language);
    } else if (node.kind === "format") {
      const language = languageOfFormat(node.name);
      if (language === undefined) untried ??= irregularFormat(node.name);
      else within(language);
    }
  }
  for (const word of solveStrings({ inside, minLength, maxLength, not, opaque }, budget))
    return untried === undefined ? inhabited(word) : unknown(untried);
  return empty;
}
