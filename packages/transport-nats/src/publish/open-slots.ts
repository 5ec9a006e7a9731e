import type { Slot } from "./slot.ts";

/** A power of two, so that a number has its place by its last bits. */
const fewestPlaces = 1_024;

/**
 * What has no answer yet, by number and in the order in which it came: a ring, from the oldest that is open to the newest. It is as long as
 * what comes within one time-out.
 *
 * A map would do, and be dear: filled and emptied all the time it gets a new table again and again, and each old table keeps what was open then
 * alive until the next full collection of garbage. That was a quarter of all that publishing allocates.
 */
export class OpenSlots {
  #places: (Slot | undefined)[] = new Array(fewestPlaces).fill(undefined);
  #oldest = 1;
  #next = 1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** What the next one is called. Numbers never come again. */
  get nextNumber(): number {
    return this.#next;
  }

  /** It has the next number. */
  add(slot: Slot): void {
    if (this.#next - this.#oldest === this.#places.length) this.#grow();
    this.#places[this.#placeOf(slot.number)] = slot;
    this.#next += 1;
    this.#size += 1;
  }

  get(number: number): Slot | undefined {
    return number >= this.#oldest && number < this.#next ? this.#places[this.#placeOf(number)] : undefined;
  }

  has({ number }: Slot): boolean {
    return this.get(number) !== undefined;
  }

  get oldest(): Slot | undefined {
    return this.get(this.#oldest);
  }

  delete({ number }: Slot): void {
    this.#places[this.#placeOf(number)] = undefined;
    this.#size -= 1;
    if (this.#size > 0) {
      while (this.oldest === undefined) this.#oldest += 1;
      return;
    }
    this.#oldest = this.#next;
    if (this.#places.length > fewestPlaces) this.#places = new Array(fewestPlaces).fill(undefined);
  }

  /** Oldest first; what it comes by may be deleted. */
  *[Symbol.iterator](): IterableIterator<Slot> {
    for (let number = this.#oldest; number < this.#next; number += 1) {
      const slot = this.get(number);
      if (slot !== undefined) yield slot;
    }
  }

  #placeOf(number: number): number {
    return number & (this.#places.length - 1);
  }

  #grow(): void {
    const open = [...this];
    this.#places = new Array(this.#places.length * 2).fill(undefined);
    for (const slot of open) this.#places[this.#placeOf(slot.number)] = slot;
  }
}
