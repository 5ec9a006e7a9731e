/** What an item needs to be in a chain, in one at a time. Only the chain writes it. */
export type Link<Item> = { before: Item | undefined; after: Item | undefined };

/**
 * Items in the order in which they came, any of which can leave in constant time.
 *
 * As a `Set` would have it, but for what that costs where items come and go all the time: the table of a `Set` that is full is copied, and the old
 * one, by then in the old generation, keeps alive all that was in it until the next full collection of garbage.
 */
export class Chain<Item extends Link<Item>> {
  size = 0;
  #first: Item | undefined;
  #last: Item | undefined;

  get first(): Item | undefined {
    return this.#first;
  }

  push(item: Item): void {
    item.before = this.#last;
    if (this.#last === undefined) this.#first = item;
    else this.#last.after = item;
    this.#last = item;
    this.size += 1;
  }

  /** It has to be in this chain. */
  remove(item: Item): void {
    const { before, after } = item;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    // What has left must not keep alive what comes later.
    item.before = undefined;
    item.after = undefined;
    this.size -= 1;
  }

  /** The item that is being looked at may leave meanwhile, and no other. */
  *[Symbol.iterator](): Iterator<Item> {
    for (let item = this.#first; item !== undefined; ) {
      const { after } = item;
      yield item;
      item = after;
    }
  }
}
