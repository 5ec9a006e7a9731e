import type { AST } from "@eslint-community/regexpp";
import type { Budget } from "../../budget.ts";
import { charactersOf } from "../pattern/character-set.ts";
import { wordCharacters } from "../sets/classes.ts";
import { type CodePoints, contains } from "../sets/code-points.ts";
import { changesFlags } from "./compile.ts";

/** Places in a word, between its characters: ascending, each once. */
type Places = readonly number[];

/** One word on trial. */
type Trial = { readonly text: readonly number[]; pay(places: number): void };

/** Where a part of a pattern may end, if it begins at one of these places. */
type Follow = (trial: Trial, from: Places) => Places;

/** Forwards, or backwards inside of a look-behind. */
type Direction = 1 | -1;

/**
 * Whether a pattern without back-references finds something in a word, all ways at once: from the places where a part
 * may begin to those where it may end. Nobody goes back, so the time is at most that of the pattern times the square of
 * the word, and `(a+)+$` costs what `a+$` does. What groups capture, and who is greedy, makes no difference to whether.
 */
export function compilePlaces(tree: AST.Pattern): (text: readonly number[], budget: Budget) => boolean {
  const follow = either(tree.alternatives, 1);
  return (text, budget) => {
    let paid = 0;
    // Sixteen places weigh as much as one step.
    const pay = (places: number): void => {
      paid += places + 1;
      if (paid < 16) return;
      budget.step(paid >> 4);
      paid &= 15;
    };
    const everywhere = Array.from({ length: text.length + 1 }, (_, place) => place);
    return follow({ text, pay }, everywhere).length > 0;
  };
}

function either(alternatives: readonly AST.Alternative[], direction: Direction): Follow {
  const ways = alternatives.map(({ elements }) => sequence(elements, direction));
  const [only] = ways;
  if (ways.length === 1 && only !== undefined) return only;
  return (trial, from) => ascending(new Set(ways.flatMap((way) => way(trial, from))));
}

function sequence(elements: readonly AST.Element[], direction: Direction): Follow {
  const parts = (direction === 1 ? elements : elements.toReversed()).map((element) =>
    one(element, direction),
  );
  return (trial, from) =>
    parts.reduce((places, part) => {
      trial.pay(places.length);
      return places.length === 0 ? places : part(trial, places);
    }, from);
}

function one(element: AST.Element, direction: Direction): Follow {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      if (element.type === "Group" && element.modifiers !== null) throw changesFlags(element);
      return either(element.alternatives, direction);
    case "Quantifier":
      return repeated(one(element.element, direction), element);
    case "Assertion": {
      const holds = assertion(element);
      return (trial, from) => from.filter((place) => holds(trial, place));
    }
    case "Backreference":
      throw new TypeError("a back-reference asks what was captured, which is not known here");
    default:
      return read(charactersOf(element), direction);
  }
}

function read(characters: CodePoints, direction: Direction): Follow {
  return ({ text }, from) => {
    const next: number[] = [];
    for (const place of from) {
      const character = text[direction === 1 ? place : place - 1];
      if (character !== undefined && contains(characters, character)) next.push(place + direction);
    }
    return next;
  };
}

function assertion(node: AST.Assertion): (trial: Trial, place: number) => boolean {
  switch (node.kind) {
    case "start":
      return (_trial, place) => place === 0;
    case "end":
      return ({ text }, place) => place === text.length;
    case "word":
      return ({ text }, place) => (isWord(text[place - 1]) !== isWord(text[place])) !== node.negate;
    default: {
      const inner = either(node.alternatives, node.kind === "lookahead" ? 1 : -1);
      return (trial, place) => inner(trial, [place]).length > 0 !== node.negate;
    }
  }
}

/**
 * First the required rounds; then only from places that no round has come to before, for whoever came there earlier has
 * more rounds left.
 */
function repeated(body: Follow, { min, max }: AST.Quantifier): Follow {
  return (trial, from) => {
    let places = from;
    for (let round = 0; round < min && places.length > 0; round += 1) {
      trial.pay(places.length);
      const next = body(trial, places);
      // A round that changes nothing will not do so later either.
      if (isSame(next, places)) break;
      places = next;
    }
    const reached = new Set(places);
    let fresh = places;
    for (let round = min; round < max && fresh.length > 0; round += 1) {
      trial.pay(fresh.length);
      fresh = body(trial, fresh).filter((place) => !reached.has(place));
      for (const place of fresh) reached.add(place);
    }
    return ascending(reached);
  };
}

function ascending(places: Iterable<number>): Places {
  return [...places].sort((a, b) => a - b);
}

function isSame(a: Places, b: Places): boolean {
  return a.length === b.length && a.every((place, index) => place === b[index]);
}

function isWord(character: number | undefined): boolean {
  return character !== undefined && contains(wordCharacters, character);
}
