/**
 * Makes ids for events: UUIDs of version 7 (RFC 9562), which sort by the time at which they were made.
 *
 * Within one millisecond a counter of 12 bits keeps the order; when it runs over, or when the clock goes back, the ids
 * go on from the last millisecond. The 62 bits behind it are random, drawn in pools, since asking for sixteen bytes at a
 * time costs more than all the rest.
 */
export function createIdSource(
  now: () => number = Date.now,
  fillRandomly: (numbers: Uint16Array<ArrayBuffer>) => void = (numbers) => crypto.getRandomValues(numbers),
): (time?: number) => string {
  const pool = new Uint16Array(6 * 256);
  let used = pool.length;
  let millisecond = -1;
  let counter = 0;
  let stamp = "";

  /** Whoever has looked at the clock already hands in what it said. */
  return (time = now()) => {
    if (time > millisecond) {
      millisecond = time;
      counter = 0;
      stamp = stampOf(time);
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
    const at = used;
    used += 6;
    return (
      stamp +
      threeDigits(counter) +
      (variants[(pool[at] as number) & 3] as string) +
      threeDigits(pool[at + 1] as number) +
      "-" +
      threeDigits(pool[at + 2] as number) +
      threeDigits(pool[at + 3] as number) +
      threeDigits(pool[at + 4] as number) +
      threeDigits(pool[at + 5] as number)
    );
  };
}

const hexadecimal = Array.from({ length: 4096 }, (_, number) => number.toString(16).padStart(3, "0"));

/** The lowest twelve bits. */
function threeDigits(number: number): string {
  return hexadecimal[number & 0xfff] as string;
}

/** Two of its bits are fixed, two are random. */
const variants = ["-8", "-9", "-a", "-b"];

/** `01934f2a-9d1c-7`: the time and the version. */
function stampOf(millisecond: number): string {
  const digits = Math.floor(millisecond).toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7`;
}
