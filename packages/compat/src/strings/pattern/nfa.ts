import type { AST } from "@eslint-community/regexpp";
import type { CodePoints } from "../sets/code-points.ts";
import { everyCharacter } from "../sets/code-points.ts";
import { charactersOf } from "./character-set.ts";

export type NfaNode =
  /** Reads one character of a set, by the set's number. */
  | { readonly kind: "read"; readonly set: number; readonly next: number }
  | { readonly kind: "fork"; readonly next: readonly number[] }
  /** Passes where the place in the word is as asked. Kept as it is: to rewrite `\b` by other means is an error-prone art. */
  | { readonly kind: "check"; readonly place: Place; readonly next: number }
  /** From here on everything is accepted: a pattern asks whether some part of the word matches. */
  | { readonly kind: "done" };

/** `^`, `$`, `\b` and `\B`. */
export type Place = "start" | "end" | "edge" | "no-edge";

export type Nfa = {
  readonly nodes: readonly NfaNode[];
  readonly entry: number;
  readonly sets: readonly CodePoints[];
};

/** What to translate: alternatives, and whether they are bound to the start or the end of the word. */
export type Search = {
  readonly alternatives: readonly (readonly AST.Element[])[];
  readonly fromStart: boolean;
  readonly toEnd: boolean;
};

/** Built from the end, so that every part is told what follows it. */
export function nfaOf({ alternatives, fromStart, toEnd }: Search): Nfa {
  const nodes: NfaNode[] = [];
  const sets: CodePoints[] = [];
  const numberOfSet = new Map<string, number>();

  const add = (node: NfaNode): number => nodes.push(node) - 1;
  const fork = (next: readonly number[]): number => add({ kind: "fork", next });

  const read = (characters: CodePoints, next: number): number => {
    const key = characters.join();
    let set = numberOfSet.get(key);
    if (set === undefined) {
      set = sets.push(characters) - 1;
      numberOfSet.set(key, set);
    }
    return add({ kind: "read", set, next });
  };

  /** Any number of times; the loop has to exist before its body can lead back to it. */
  const loop = (body: (next: number) => number, exit: number): number => {
    const next = [exit];
    const entry = fork(next);
    next.unshift(body(entry));
    return entry;
  };

  const either = (branches: readonly (readonly AST.Element[])[], next: number): number =>
    fork(branches.map((elements) => elements.reduceRight((after, element) => one(element, after), next)));

  const repeat = ({ element, min, max }: AST.Quantifier, next: number): number => {
    const body = (after: number) => one(element, after);
    let entry = max === Number.POSITIVE_INFINITY ? loop(body, next) : next;
    if (max !== Number.POSITIVE_INFINITY)
      for (let optional = min; optional < max; optional += 1) entry = fork([body(entry), next]);
    for (let required = 0; required < min; required += 1) entry = body(entry);
    return entry;
  };

  const one = (element: AST.Element, next: number): number => {
    switch (element.type) {
      case "Quantifier":
        return repeat(element, next);
      case "Group":
      case "CapturingGroup":
        return either(
          element.alternatives.map(({ elements }) => elements),
          next,
        );
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
      case "ExpressionCharacterClass":
        return read(charactersOf(element), next);
      case "Assertion":
        return assertion(element, next);
      case "Backreference":
        return loop((after) => read(everyCharacter, after), next);
    }
  };

  /** What looks around or back gets here only in the loose reading, where a larger language will do. */
  const assertion = (element: AST.Assertion, next: number): number => {
    switch (element.kind) {
      case "start":
      case "end":
        return add({ kind: "check", place: element.kind, next });
      case "word":
        return add({ kind: "check", place: element.negate ? "no-edge" : "edge", next });
      default:
        // Built, but never entered: so the characters that it names are known, and words of them will be tried.
        either(
          element.alternatives.map(({ elements }) => elements),
          next,
        );
        return next;
    }
  };

  const done = add({ kind: "done" });
  const body = either(alternatives, toEnd ? add({ kind: "check", place: "end", next: done }) : done);
  const entry = fromStart ? body : loop((after) => read(everyCharacter, after), body);
  return { nodes, entry, sets };
}
