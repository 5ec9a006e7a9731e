import type { StoredMessage } from "./stored-message.ts";

const pageLength = 1_024;

/** Messages of one address by their sequence, in pages, so that the oldest can be dropped without moving the others. */
export class MessageLog {
  readonly #pages = new Map<number, (StoredMessage | undefined)[]>();
  #first = 1;
  #end = 1;
  #bytes = 0;

  /** The sequence of the oldest message that is kept; `end` when none is. */
  get first(): number {
    return this.#first;
  }

  /** The sequence that the next message gets. */
  get end(): number {
    return this.#end;
  }

  get size(): number {
    return this.#end - this.#first;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(message: StoredMessage): void {
    const number = Math.floor(message.sequence / pageLength);
    let page = this.#pages.get(number);
    if (page === undefined) {
      page = [];
      this.#pages.set(number, page);
    }
    page[message.sequence % pageLength] = message;
    this.#end = message.sequence + 1;
    this.#bytes += message.bytes;
  }

  at(sequence: number): StoredMessage | undefined {
    if (sequence < this.#first) return undefined;
    return this.#pages.get(Math.floor(sequence / pageLength))?.[sequence % pageLength];
  }

  dropFirst(): void {
    const message = this.at(this.#first);
    if (message === undefined) return;
    this.#bytes -= message.bytes;
    const number = Math.floor(this.#first / pageLength);
    const page = this.#pages.get(number);
    this.#first += 1;
    if (this.#first % pageLength === 0) this.#pages.delete(number);
    else if (page !== undefined) page[message.sequence % pageLength] = undefined;
  }
}
