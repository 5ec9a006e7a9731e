/**
 * First in, first out, in constant time.
 *
 * `Array.shift` moves every element that is left, which a long queue cannot afford. Here a head runs through an array, and what it
 * left behind is cut off once it is the larger half.
 */
export class Queue<Item> {
  #items: (Item | undefined)[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  peek(): Item | undefined {
    return this.#items[this.#head];
  }

  shift(): Item | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head === this.#items.length) this.#forgetAll();
    else if (this.#head >= 1_024 && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** The array is kept where it is short, so that a queue that is filled and emptied all the time makes no garbage. */
  #forgetAll(): void {
    if (this.#items.length > 1_024) this.#items = [];
    else this.#items.length = 0;
    this.#head = 0;
  }
}
