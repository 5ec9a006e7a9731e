import type { Budget } from "../../budget.ts";
import { distancesOf } from "./distances.ts";
import type { Product } from "./product.ts";
import { wordsOfLength } from "./words-of-length.ts";

/**
 * All words of a product within two lengths, each once, the shortest first.
 *
 * Fair, so that a search among them does not drown: `^.+$` has a million words of length one, and the candidate that
 * passes some further test may be longer. Each round opens more lengths and takes more words of each. It ends only when
 * every length has given all its words.
 */
export function* wordsOf(
  product: Product,
  minLength: number,
  maxLength: number,
  budget: Budget,
): Generator<string> {
  let sources: Generator<string>[] = [];
  const lengths = openLengths(product, minLength, maxLength, budget);
  let opened = lengths.next();
  for (let share = 64; sources.length > 0 || opened.done !== true; share *= 4) {
    const unfinished: Generator<string>[] = [];
    for (const source of sources) if (yield* take(source, share)) unfinished.push(source);
    for (let count = 0; count < share && opened.done !== true; count += 1) {
      if (yield* take(opened.value, share)) unfinished.push(opened.value);
      opened = lengths.next();
    }
    sources = unfinished;
  }
}

/** One source a length, as far as the product has been walked; then it is walked twice as far. */
function* openLengths(
  product: Product,
  minLength: number,
  maxLength: number,
  budget: Budget,
): Generator<Generator<string>, void> {
  for (let length = minLength; length <= maxLength; ) {
    product.grow(Math.max(length, Math.min(2 * length, maxLength)), budget);
    const distances = distancesOf(product);
    const barren = new Set<number>();
    const known = product.isComplete ? (distances.farthest[0] ?? Number.NEGATIVE_INFINITY) : product.layers;
    if (product.isComplete) length = Math.max(length, distances.nearest[0] ?? Number.POSITIVE_INFINITY);
    for (const last = Math.min(known, maxLength); length <= last; length += 1) {
      budget.step();
      yield wordsOfLength({ product, distances, length, barren, budget });
    }
    if (product.isComplete) return;
  }
}

/** Passes on so many words; tells whether there may be more. */
function* take(source: Generator<string>, count: number): Generator<string, boolean> {
  for (let taken = 0; taken < count; taken += 1) {
    const { done, value } = source.next();
    if (done === true) return false;
    yield value;
  }
  return true;
}
