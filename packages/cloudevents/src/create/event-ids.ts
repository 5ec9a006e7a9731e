/**
 * Makes ids for events: UUIDs of version 7 (RFC 9562), which sort by the time at which they were made.
 *
 * Within one millisecond a counter of 12 bits keeps the order; when it runs over, or when the clock goes back, the ids
 * go on from the last millisecond. The 62 bits behind it are random, drawn in pools, since asking for sixteen bytes at a
 * time costs more than all the rest.
 */
export function createIdSource(
  now: () => number = Date.now,
  fillRandomly: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => crypto.getRandomValues(bytes),
): () => string {
  const pool = new Uint8Array(8 * 256);
  let used = pool.length;
  let millisecond = -1;
  let counter = 0;
  let stamp = "";

  return () => {
    const time = now();
    if (time > millisecond) {
      millisecond = time;
      counter = 0;
      stamp = stampOf(millisecond);
    } else if (counter === 0xfff) {
      millisecond += 1;
      counter = 0;
      stamp = stampOf(millisecond);
    } else {
      counter += 1;
    }
    if (used === pool.length) {
      fillRandomly(pool);
      used = 0;
    }
    const from = used;
    used += 8;
    const byte = (index: number) => hex[pool[from + index] as number] as string;
    const variant = hex[((pool[from] as number) & 0x3f) | 0x80] as string;
    return `${stamp}${counterDigits(counter)}-${variant}${byte(1)}-${byte(2)}${byte(3)}${byte(4)}${byte(5)}${byte(6)}${byte(7)}`;
  };
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** `01934f2a-9d1c-7`: the time and the version. */
function stampOf(millisecond: number): string {
  const digits = Math.floor(millisecond).toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7`;
}

function counterDigits(counter: number): string {
  const low = hex[counter & 0xff] as string;
  return `${(counter >> 8).toString(16)}${low}`;
}
