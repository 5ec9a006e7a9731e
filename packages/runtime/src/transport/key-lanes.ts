import { Queue } from "../collections/queue.ts";

/** What comes under one key of an address, one at a time. */
export class Lane<Item> {
  #isTaken = false;
  #waiting: Queue<Item> | undefined = undefined;

  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Answers whether it may go on now; otherwise it waits behind the one before it. */
  enter(item: Item): boolean {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return true;
    }
    this.#waiting ??= new Queue();
    this.#waiting.push(item);
    return false;
  }

  /** The one that was under way is done with. Answers who is next; the lane is free where nobody is. */
  leave(): Item | undefined {
    const next = this.#waiting?.shift();
    if (next === undefined) this.#isTaken = false;
    return next;
  }
}

/**
 * Lanes by address and key. One that is free stays for the next message of its key, which comes soon or never: to put it away each time costs
 * as much as four look-ups.
 */
export class KeyLanes<Item> {
  readonly #byAddress = new Map<string, Map<string, Lane<Item>>>();
  #count = 0;
  #most = fewest;

  of(address: string, key: string): Lane<Item> {
    let lanes = this.#byAddress.get(address);
    if (lanes === undefined) {
      lanes = new Map();
      this.#byAddress.set(address, lanes);
    }
    let lane = lanes.get(key);
    if (lane === undefined) {
      if (this.#count >= this.#most) this.#clearUp();
      lane = new Lane();
      lanes.set(key, lane);
      this.#count += 1;
    }
    return lane;
  }

  /** When there are twice as many as were in use the last time, so that each lane pays for one look. */
  #clearUp(): void {
    for (const lanes of this.#byAddress.values())
      for (const [key, lane] of lanes) {
        if (lane.isTaken) continue;
        lanes.delete(key);
        this.#count -= 1;
      }
    this.#most = Math.max(fewest, 2 * this.#count);
  }
}

const fewest = 2_048;
