/** Memory that many records share. */
export class Slab {
  readonly bytes: Buffer;
  /** So many records stand in it that somebody may still send. */
  inUse = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }
}

/**
 * Slabs that are used again once all their records are stored: memory outside of the heap that is left behind makes the collector of garbage run
 * through everything, several times as often as there is reason to.
 *
 * One whose records were not all stored is left to the collector.
 */
export class Slabs {
  readonly #free: Slab[] = [];

  /** The usual size, or more where that is asked for. */
  take(bytes: number): Slab {
    if (bytes > usualBytes) return new Slab(bytes);
    return this.#free.pop() ?? new Slab(usualBytes);
  }

  /** Nobody reads or writes it any more. */
  giveBack(slab: Slab): void {
    if (slab.bytes.length === usualBytes && this.#free.length < mostFree) this.#free.push(slab);
  }
}

const usualBytes = 256 * 1_024;
/** 8 MiB. */
const mostFree = 32;
