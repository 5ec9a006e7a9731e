import type { Clock } from "../ports/clock.ts";

type Entry<Item> = { readonly due: number; readonly ticket: number; readonly item: Item };

/**
 * Items that wait for their time, behind one alarm however many there are: ten thousand messages that wait to be tried again
 * would otherwise be ten thousand timers.
 */
export class DueQueue<Item> {
  readonly #clock: Clock;
  readonly #onDue: (item: Item) => void;
  /** A binary heap, the earliest first; what falls due at one time comes in the order in which it was put. */
  readonly #heap: Entry<Item>[] = [];
  #tickets = 0;
  #alarm: { readonly due: number; readonly cancel: () => void } | undefined;

  constructor(clock: Clock, onDue: (item: Item) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  get size(): number {
    return this.#heap.length;
  }

  put(item: Item, milliseconds: number): void {
    this.#tickets += 1;
    this.#rise({ due: this.#clock.monotonic() + milliseconds, ticket: this.#tickets, item });
    this.#setAlarm();
  }

  clear(): void {
    this.#heap.length = 0;
    this.#setAlarm();
  }

  #setAlarm(): void {
    const first = this.#heap[0];
    if (this.#alarm?.due === first?.due) return;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    if (first === undefined) return;
    const wait = Math.max(0, first.due - this.#clock.monotonic());
    const cancel = this.#clock.after(wait, () => this.#ring(), { keepsProcessAlive: true });
    this.#alarm = { due: first.due, cancel };
  }

  #ring(): void {
    this.#alarm = undefined;
    // A timer of Node may ring a fraction of a millisecond early.
    const now = this.#clock.monotonic() + 1;
    for (let first = this.#heap[0]; first !== undefined && first.due <= now; first = this.#heap[0]) {
      this.#removeFirst();
      this.#onDue(first.item);
    }
    this.#setAlarm();
  }

  #rise(entry: Entry<Item>): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as Entry<Item>;
      if (!isBefore(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Entry<Item>;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry<Item>, heap[below] as Entry<Item>))
        below += 1;
      const child = heap[below] as Entry<Item>;
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }
}

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.due < other.due || (one.due === other.due && one.ticket < other.ticket);
}
