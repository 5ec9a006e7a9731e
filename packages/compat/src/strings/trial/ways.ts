import type { AST } from "@eslint-community/regexpp";
import { type Budget, OutOfBudget } from "../../budget.ts";
import { charactersOf } from "../pattern/character-set.ts";
import { wordCharacters } from "../sets/classes.ts";
import { contains } from "../sets/code-points.ts";

/** From one place in a word: the places where a part of a pattern may end, each with the number of ways there. */
type Ways = { readonly ends: ReadonlyMap<number, number>; readonly effort: number };

/** One word on trial. */
type Trial = {
  readonly text: readonly number[];
  readonly known: Map<Follow, Map<number, Ways>>;
  pay(places: number): void;
};

type Follow = (trial: Trial, place: number) => Ways;

/** Forwards, or backwards inside of a look-behind. */
type Direction = 1 | -1;

/**
 * How many attempts it takes to go all the ways in which a pattern can be laid upon a word: what an engine that goes back
 * does in the worst case, which is when no way leads to the end. Ways are counted and never gone, so that the time is
 * that of the pattern times a power of the word, where the number of ways is a power with the word in the exponent.
 *
 * @throws {OutOfBudget} of back-references too, since what they match depends on the way
 */
export function effortOfWays(tree: AST.Pattern, text: readonly number[], budget: Budget): number {
  const follow = either(tree.alternatives, 1);
  let paid = 0;
  // Eight places weigh as much as one step.
  const pay = (places: number): void => {
    paid += places + 1;
    if (paid < 8) return;
    budget.step(paid >> 3);
    paid &= 7;
  };
  const trial: Trial = { text, known: new Map(), pay };
  let effort = 0;
  for (let place = 0; place <= text.length; place += 1) effort += follow(trial, place).effort;
  return effort;
}

function either(alternatives: readonly AST.Alternative[], direction: Direction): Follow {
  const ways = alternatives.map(({ elements }) => sequence(elements, direction));
  return remembered((trial, place) => {
    const ends = new Map<number, number>();
    let effort = 1;
    for (const way of ways) {
      const one = way(trial, place);
      effort += one.effort;
      addTo(ends, one.ends, 1);
    }
    return { ends, effort };
  });
}

function sequence(elements: readonly AST.Element[], direction: Direction): Follow {
  const parts = (direction === 1 ? elements : elements.toReversed()).map((element) =>
    one(element, direction),
  );
  return (trial, place) => {
    let ends: ReadonlyMap<number, number> = new Map([[place, 1]]);
    let effort = 0;
    for (const part of parts) {
      const next = onwards(part, trial, ends);
      effort += next.effort;
      ends = next.ends;
    }
    return { ends, effort };
  };
}

/** A part, from each of these places in as many ways as lead there. */
function onwards(part: Follow, trial: Trial, from: ReadonlyMap<number, number>, isMoving = false): Ways {
  const ends = new Map<number, number>();
  let effort = 0;
  for (const [place, ways] of from) {
    const next = part(trial, place);
    trial.pay(next.ends.size);
    effort += ways * next.effort;
    addTo(ends, next.ends, ways, isMoving ? place : undefined);
  }
  return { ends, effort };
}

function one(element: AST.Element, direction: Direction): Follow {
  switch (element.type) {
    case "Group":
      // What other flags let through is not known, so everything is.
      return element.modifiers === null ? either(element.alternatives, direction) : unknown(element.raw);
    case "CapturingGroup":
      return either(element.alternatives, direction);
    case "Quantifier":
      return repeated(one(element.element, direction), element, direction);
    case "Assertion":
      return assertion(element);
    case "Backreference":
      return unknown(element.raw);
    default: {
      const characters = charactersOf(element);
      return ({ text }, place) => {
        const character = text[direction === 1 ? place : place - 1];
        const isRead = character !== undefined && contains(characters, character);
        return { ends: isRead ? new Map([[place + direction, 1]]) : nowhere, effort: 1 };
      };
    }
  }
}

function unknown(raw: string): Follow {
  return () => {
    throw new OutOfBudget({
      code: "PATTERN_IRREGULAR",
      message: `the ways of ${raw.slice(0, 80)} are not counted`,
    });
  };
}

const nowhere: ReadonlyMap<number, number> = new Map();

function assertion(node: AST.Assertion): Follow {
  const here = (isSo: boolean, place: number, effort = 1): Ways => ({
    ends: isSo ? new Map([[place, 1]]) : nowhere,
    effort,
  });
  switch (node.kind) {
    case "start":
      return (_trial, place) => here(place === 0, place);
    case "end":
      return ({ text }, place) => here(place === text.length, place);
    case "word":
      return ({ text }, place) =>
        here((isWord(text[place - 1]) !== isWord(text[place])) !== node.negate, place);
    default: {
      const inner = either(node.alternatives, node.kind === "lookahead" ? 1 : -1);
      return (trial, place) => {
        const { ends, effort } = inner(trial, place);
        return here(ends.size > 0 !== node.negate, place, effort);
      };
    }
  }
}

/** A round beyond the required ones that matches nothing counts as failed, so from there on every round moves. */
function repeated(body: Follow, { min, max }: AST.Quantifier, direction: Direction): Follow {
  return remembered((trial, place) => {
    let at: ReadonlyMap<number, number> = new Map([[place, 1]]);
    let effort = 0;
    for (let round = 0; round < min && at.size > 0; round += 1) {
      const next = onwards(body, trial, at);
      effort += next.effort;
      if (isSame(next.ends, at)) {
        // So will be all rounds that are left, and each of them is gone.
        effort += (min - round - 1) * next.effort;
        break;
      }
      at = next.ends;
    }
    const ends = new Map(at);
    if (max === Number.POSITIVE_INFINITY) {
      // Place by place: whatever leads to one has been counted when it is its turn.
      const last = direction === 1 ? trial.text.length : 0;
      for (let from = place; direction * from <= last; from += direction) {
        const ways = ends.get(from);
        if (ways === undefined) continue;
        const next = onwards(body, trial, new Map([[from, ways]]), true);
        effort += next.effort;
        addTo(ends, next.ends, 1);
      }
      return { ends, effort };
    }
    for (let round = min; round < max && at.size > 0; round += 1) {
      const next = onwards(body, trial, at, true);
      effort += next.effort;
      addTo(ends, next.ends, 1);
      at = next.ends;
    }
    return { ends, effort };
  });
}

/** The same part is laid upon the same place by many ways. */
function remembered(follow: Follow): Follow {
  const asked: Follow = (trial, place) => {
    const known = trial.known.get(asked) ?? new Map<number, Ways>();
    if (known.size === 0) trial.known.set(asked, known);
    const found = known.get(place) ?? follow(trial, place);
    known.set(place, found);
    return found;
  };
  return asked;
}

function addTo(
  sums: Map<number, number>,
  more: ReadonlyMap<number, number>,
  times: number,
  except?: number,
): void {
  for (const [place, ways] of more)
    if (place !== except) sums.set(place, (sums.get(place) ?? 0) + times * ways);
}

function isSame(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  return a.size === b.size && [...a].every(([place, ways]) => b.get(place) === ways);
}

function isWord(character: number | undefined): boolean {
  return character !== undefined && contains(wordCharacters, character);
}
