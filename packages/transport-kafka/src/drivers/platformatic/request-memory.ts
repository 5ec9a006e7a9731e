/**
 * Memory of requests, used again when their answer is there and so the broker has read all of it. What is never answered is left to the collector
 * of garbage.
 */
export class RequestMemory {
  /** Those that lie here longest come first. */
  readonly #free: Buffer[] = [];
  #freeBytes = 0;

  /** So many bytes at least. */
  take(bytes: number): Buffer {
    const at = this.#free.findIndex(({ length }) => length >= bytes);
    const [found] = at < 0 ? [] : this.#free.splice(at, 1);
    if (found === undefined) return Buffer.allocUnsafeSlow(Math.ceil(bytes / stepBytes) * stepBytes);
    this.#freeBytes -= found.length;
    return found;
  }

  giveBack(buffer: Buffer): void {
    if (buffer.length > mostFreeBytes) return;
    this.#free.push(buffer);
    this.#freeBytes += buffer.length;
    while (this.#freeBytes > mostFreeBytes) this.#freeBytes -= this.#free.shift()?.length ?? 0;
  }
}

const stepBytes = 64 * 1_024;
const mostFreeBytes = 8 * 1_048_576;
