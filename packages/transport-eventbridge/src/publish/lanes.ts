import { Queue } from "@concordat/runtime/transport";
import type { Letter } from "./call.ts";

type Lane = { readonly again: Letter[]; readonly waiting: Queue<Letter> };

/**
 * What waits to be sent, in an order in which nothing overtakes what it must not: of each lane one portion is under way or rests,
 * the others wait behind it.
 */
export class Lanes {
  readonly #ready = new Queue<Letter>();
  readonly #lanes = new Map<string, Lane>();

  add(letter: Letter): void {
    const { lane: name } = letter;
    const lane = name === undefined ? undefined : this.#lanes.get(name);
    if (lane !== undefined) {
      lane.waiting.push(letter);
      return;
    }
    if (name !== undefined) this.#lanes.set(name, { again: [], waiting: new Queue() });
    this.#ready.push(letter);
  }

  /** The next request: ten at most, no larger than that; empty when nothing may be sent. Those of a lane ride together. */
  take(most: { readonly messages: number; readonly bytes: number }): Letter[] {
    const taken: Letter[] = [];
    let bytes = 0;
    const fits = (letter: Letter) =>
      taken.length < most.messages &&
      (taken.length === 0 || (bytes + letter.bytes <= most.bytes && !letter.travelsAlone));
    const put = (letter: Letter) => {
      taken.push(letter);
      bytes += letter.bytes;
    };
    while (!taken[0]?.travelsAlone) {
      const head = this.#ready.peek();
      if (head === undefined) break;
      if (head.isDone) {
        this.#ready.shift();
        this.#next(head);
        continue;
      }
      if (!fits(head)) break;
      this.#ready.shift();
      put(head);
      if (head.travelsAlone) break;
      this.#takeFollowers(head, fits, put);
    }
    return taken;
  }

  /** After a request: those that are to be sent again, in their order. Their lanes stay closed until `resume`. */
  rest(letters: readonly Letter[], again: readonly Letter[]): void {
    const resting = new Set<string>();
    // Backwards, each before the one behind it: there may be others in front of whom all of these belong.
    for (const letter of again.toReversed()) {
      const lane = letter.lane === undefined ? undefined : this.#lanes.get(letter.lane);
      if (lane === undefined) continue;
      lane.again.unshift(letter);
      resting.add(letter.lane as string);
    }
    for (const name of namesOf(letters)) if (!resting.has(name)) this.#open(name);
  }

  /** The rest is over. */
  resume(again: readonly Letter[]): void {
    for (const letter of again) if (letter.lane === undefined) this.#ready.push(letter);
    for (const name of namesOf(again)) this.#open(name);
  }

  #takeFollowers(
    { lane: name }: Letter,
    fits: (letter: Letter) => boolean,
    put: (letter: Letter) => void,
  ): void {
    const lane = name === undefined ? undefined : this.#lanes.get(name);
    if (lane === undefined) return;
    for (;;) {
      const next = lane.again[0] ?? lane.waiting.peek();
      if (next === undefined || (!next.isDone && !fits(next))) return;
      if (lane.again.length > 0) lane.again.shift();
      else lane.waiting.shift();
      if (!next.isDone) put(next);
    }
  }

  #next({ lane }: Letter): void {
    if (lane !== undefined) this.#open(lane);
  }

  /** The first of the lane may be sent; a lane in which nobody is left ends. */
  #open(name: string): void {
    const lane = this.#lanes.get(name);
    if (lane === undefined) return;
    const next = lane.again.shift() ?? lane.waiting.shift();
    if (next === undefined) this.#lanes.delete(name);
    else this.#ready.push(next);
  }
}

function namesOf(letters: readonly Letter[]): Set<string> {
  const names = new Set<string>();
  for (const { lane } of letters) if (lane !== undefined) names.add(lane);
  return names;
}
