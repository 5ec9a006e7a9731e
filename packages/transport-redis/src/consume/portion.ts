/** What one request should fetch in bytes, about. */
const aim = 4 * 1_048_576;

/**
 * How many entries to ask each stream for. The server counts per stream, so what is wanted is divided by the streams that had something
 * lately; and it counts no bytes, so large messages are asked for in small portions.
 */
export class Portion {
  #streams = 1;
  #bytes = 512;

  of(wanted: number): number {
    const byBytes = Math.floor(aim / (this.#bytes * this.#streams));
    return Math.max(1, Math.min(Math.ceil(wanted / this.#streams), byBytes));
  }

  /** Quick to grow, slow to shrink: too little fetched costs a request, too much costs memory. */
  learn(streams: number, entries: number, bytes: number): void {
    if (entries === 0) return;
    this.#streams = streams;
    const mean = bytes / entries;
    this.#bytes = Math.max(64, mean, this.#bytes * 0.75);
  }
}
