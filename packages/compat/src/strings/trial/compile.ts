import { type AST, visitRegExpAST } from "@eslint-community/regexpp";
import { OutOfBudget } from "../../budget.ts";
import { charactersOf } from "../pattern/character-set.ts";
import { wordCharacters } from "../sets/classes.ts";
import { contains } from "../sets/code-points.ts";
import type { Attempt, Captures, Direction } from "./attempt.ts";
import { repeat } from "./repeat.ts";

export type CompiledPattern = { readonly attempt: Attempt; readonly groups: number };

/** ECMA-262's own way of compiling a pattern: each part is told how to go on, and says whether that came to a good end. */
export function compile(tree: AST.Pattern): CompiledPattern {
  const numbers = new Map<AST.CapturingGroup, number>();
  visitRegExpAST(tree, { onCapturingGroupEnter: (group) => void numbers.set(group, numbers.size) });
  const numberOf = (group: AST.CapturingGroup): number => numbers.get(group) ?? -1;

  const either = (alternatives: readonly AST.Alternative[], direction: Direction): Attempt => {
    const attempts = alternatives.map(({ elements }) => sequence(elements, direction));
    return (trial, at, captures, then) => attempts.some((attempt) => attempt(trial, at, captures, then));
  };

  /** A look-behind reads from right to left, so it also takes its elements in that order. */
  const sequence = (elements: readonly AST.Element[], direction: Direction): Attempt => {
    const ordered = direction === 1 ? elements : elements.toReversed();
    return ordered
      .map((element) => one(element, direction))
      .reduceRight<Attempt>(
        (rest, first) => (trial, at, captures, then) =>
          first(trial, at, captures, (next, captured) =>
            trial.deeper(() => rest(trial, next, captured, then)),
          ),
        (_trial, at, captures, then) => then(at, captures),
      );
  };

  const one = (element: AST.Element, direction: Direction): Attempt => {
    switch (element.type) {
      case "Group":
        if (element.modifiers !== null) throw changesFlags(element);
        return either(element.alternatives, direction);
      case "CapturingGroup":
        return capture(element, direction);
      case "Quantifier":
        return repeat(one(element.element, direction), element, groupsIn(element));
      case "Backreference":
        return refer([element.resolved].flat().map(numberOf), direction);
      case "Assertion":
        return assertion(element);
      default:
        return read(element, direction);
    }
  };

  const groupsIn = (node: AST.Node): readonly number[] => {
    const groups: number[] = [];
    visitRegExpAST(node, { onCapturingGroupEnter: (group) => void groups.push(numberOf(group)) });
    return groups;
  };

  const capture = (group: AST.CapturingGroup, direction: Direction): Attempt => {
    const inner = either(group.alternatives, direction);
    const number = numberOf(group);
    return (trial, at, captures, then) =>
      inner(trial, at, captures, (end, captured) =>
        then(end, captured.with(number, direction === 1 ? [at, end] : [end, at])),
      );
  };

  const assertion = (node: AST.Assertion): Attempt => {
    switch (node.kind) {
      case "start":
        return (_trial, at, captures, then) => at === 0 && then(at, captures);
      case "end":
        return ({ text }, at, captures, then) => at === text.length && then(at, captures);
      case "word":
        return ({ text }, at, captures, then) =>
          (isWord(text[at - 1]) !== isWord(text[at])) !== node.negate && then(at, captures);
      default:
        return lookAround(either(node.alternatives, node.kind === "lookahead" ? 1 : -1), node.negate);
    }
  };

  return { attempt: either(tree.alternatives, 1), groups: numbers.size };
}

export function changesFlags({ raw }: AST.Group): OutOfBudget {
  return new OutOfBudget({ code: "PATTERN_IRREGULAR", message: `${raw} changes the flags` });
}

function read(element: Parameters<typeof charactersOf>[0], direction: Direction): Attempt {
  const characters = charactersOf(element);
  return (trial, at, captures, then) => {
    trial.pay();
    const character = trial.text[direction === 1 ? at : at - 1];
    if (character === undefined || !contains(characters, character)) return false;
    return then(at + direction, captures);
  };
}

/** What was captured on the way is kept if it holds; what must not hold leaves no trace. No way back into it later. */
function lookAround(inner: Attempt, isNegative: boolean): Attempt {
  return (trial, at, captures, then) => {
    let found: Captures | undefined;
    const holds = inner(trial, at, captures, (_, captured) => {
      found = captured;
      return true;
    });
    if (holds === isNegative) return false;
    return then(at, isNegative ? captures : (found ?? captures));
  };
}

/** A group that has not taken part matches the empty word. Of several groups of one name at most one has. */
function refer(groups: readonly number[], direction: Direction): Attempt {
  return (trial, at, captures, then) => {
    const [start, end] = groups.map((group) => captures[group]).find((range) => range !== undefined) ?? [
      0, 0,
    ];
    const length = end - start;
    const from = direction === 1 ? at : at - length;
    if (from < 0 || from + length > trial.text.length) return false;
    for (let i = 0; i < length; i += 1) if (trial.text[start + i] !== trial.text[from + i]) return false;
    return then(at + direction * length, captures);
  };
}

function isWord(character: number | undefined): boolean {
  return character !== undefined && contains(wordCharacters, character);
}
