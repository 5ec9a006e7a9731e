import { Queue } from "./queue.ts";

/**
 * A map that forgets its oldest entries, in constant time.
 *
 * A `Map` alone keeps the order, too, but walks over every entry that was deleted from its front each time that it is asked for the
 * first one, until it is next rebuilt: thousands of steps for each event.
 */
export class FadingMap<Value> {
  readonly #byName = new Map<string, Value>();
  readonly #order = new Queue<{ readonly name: string; readonly value: Value }>();

  get size(): number {
    return this.#byName.size;
  }

  get(name: string): Value | undefined {
    return this.#byName.get(name);
  }

  /** From now on it is the youngest. */
  set(name: string, value: Value): void {
    this.#byName.set(name, value);
    this.#order.push({ name, value });
  }

  delete(name: string): void {
    this.#byName.delete(name);
  }

  /**
   * Looks at entries from the oldest on, and forgets them while it is told to.
   *
   * - `forget`: it goes, and the next one is looked at.
   * - `keep`: it stays, as if it had come just now, and the next one is looked at.
   * - `stop`: it stays, and so do all that are younger.
   */
  fade(judge: (value: Value) => "forget" | "keep" | "stop"): void {
    for (let left = this.#order.size; left > 0; left -= 1) {
      const oldest = this.#order.peek();
      if (oldest === undefined) return;
      // What was deleted or set again has left its old place behind.
      const isCurrent = this.#byName.get(oldest.name) === oldest.value;
      const fate = isCurrent ? judge(oldest.value) : "forget";
      if (fate === "stop") return;
      this.#order.shift();
      if (fate === "keep") this.#order.push(oldest);
      else if (isCurrent) this.#byName.delete(oldest.name);
    }
  }
}
