import type { Budget } from "../../budget.ts";
import type { Distances } from "./distances.ts";
import { type Letter, nowhere, type Product } from "./product.ts";

export type OneLength = {
  readonly product: Product;
  readonly distances: Distances;
  readonly length: number;
  /** Pairs of a state and a number of characters still to come that were tried in vain; all lengths share them. */
  readonly barren: Set<number>;
  readonly budget: Budget;
};

/**
 * All words of one length, each once: first those made of the most readable character of every letter, which are few
 * and differ in what the automata can see, then all others.
 *
 * No automaton counts to the length, so a limit of 65,535 costs no more than its word.
 */
export function* wordsOfLength(question: OneLength): Generator<string> {
  if (question.length === 0) {
    if (question.product.accepts[0] === true) yield "";
    return;
  }
  yield* walk({ ...question, choice: "first characters" });
  if (question.product.letters.some((letter) => sizeOf(letter) > 1))
    yield* walk({ ...question, choice: "others" });
}

type Walk = OneLength & { readonly choice: "first characters" | "others" };

/** A place in the word under construction, with the character to try next. An explicit stack: words may be long. */
type Frame = {
  readonly state: number;
  /** Whether all characters before are first choices. */
  readonly isFirst: boolean;
  letter: number;
  offset: number;
  isFruitful: boolean;
};

function* walk({ product, distances, length, barren, budget, choice }: Walk): Generator<string> {
  const { edges, letters } = product;
  // The product may grow while this length waits for its turn; what lies beyond belongs to longer words.
  const states = distances.nearest.length;
  const sizes = letters.map((letter) => (choice === "others" ? sizeOf(letter) : 1));
  const keyOf = (state: number, toCome: number): number => toCome * states + state;
  const leadsOn = (state: number, toCome: number): boolean =>
    state !== nowhere &&
    (distances.nearest[state] ?? Number.POSITIVE_INFINITY) <= toCome &&
    (distances.farthest[state] ?? 0) >= toCome &&
    !barren.has(keyOf(state, toCome));
  const word: string[] = [];
  const frames: Frame[] = [];
  let opened = 0;

  /** In the second round a word of first choices has been seen already, so at the latest its last character differs. */
  const firstOffset = (isFirst: boolean, depth: number): number =>
    choice === "others" && isFirst && depth === length - 1 ? 1 : 0;

  const open = (state: number, isFirst: boolean): void => {
    const depth = frames.length;
    // Eight of these steps weigh as much as one of a budget.
    opened += 1;
    if (opened % 8 === 1) budget.step();
    frames.push({ state, isFirst, letter: 0, offset: firstOffset(isFirst, depth), isFruitful: false });
  };

  const close = (): void => {
    const toCome = length - frames.length + 1;
    const frame = frames.pop();
    const parent = frames.at(-1);
    if (frame?.isFruitful === true && parent !== undefined) parent.isFruitful = true;
    if (frame?.isFruitful === false && choice === "first characters") barren.add(keyOf(frame.state, toCome));
  };

  if (leadsOn(0, length)) open(0, true);
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const depth = frames.length - 1;
    const toCome = length - depth - 1;
    const letter = letters[frame.letter];
    if (letter === undefined) {
      close();
      continue;
    }
    const target = edges[frame.state]?.[frame.letter] ?? nowhere;
    if (!leadsOn(target, toCome) || frame.offset >= (sizes[frame.letter] ?? 0)) {
      frame.letter += 1;
      frame.offset = firstOffset(frame.isFirst, depth);
      continue;
    }
    const isFirst = frame.isFirst && frame.offset === 0;
    word[depth] = characterAt(letter, frame.offset);
    frame.offset += 1;
    if (toCome > 0) open(target, isFirst);
    else {
      frame.isFruitful = true;
      yield word.join("");
    }
  }
}

function sizeOf({ ranges }: Letter): number {
  let size = 0;
  for (let i = 0; i < ranges.length; i += 2) size += (ranges[i + 1] ?? 0) - (ranges[i] ?? 0) + 1;
  return size;
}

function characterAt({ ranges }: Letter, offset: number): string {
  let rest = offset;
  for (let i = 0; i < ranges.length; i += 2) {
    const [from = 0, to = 0] = ranges.slice(i, i + 2);
    if (rest <= to - from) return String.fromCodePoint(from + rest);
    rest -= to - from + 1;
  }
  throw new RangeError(`a letter has no character number ${offset}`);
}
