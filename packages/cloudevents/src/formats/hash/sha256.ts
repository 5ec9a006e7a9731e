import { bytesOf, forEachBlock } from "./blocks.ts";

/** SHA-256 (FIPS 180-4, 6.2.2). */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const schedule = new Uint32Array(64);
  forEachBlock(bytes, (words) => {
    schedule.set(words);
    for (let t = 16; t < 64; t++)
      schedule[t] =
        small(at(schedule, t - 2), 17, 19, 10) +
        at(schedule, t - 7) +
        small(at(schedule, t - 15), 7, 18, 3) +
        at(schedule, t - 16);
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let t = 0; t < 64; t++) {
      const first = (h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + at(constants, t) + at(schedule, t)) | 0;
      const second = (big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word;
  });
  return bytesOf(state);
}

/** The constants are the first bits of the roots of the first primes; made here, since they are easier to trust so. */
const primes = firstPrimes(64);
const constants = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

function big(word: number, one: number, two: number, three: number): number {
  return rotate(word, one) ^ rotate(word, two) ^ rotate(word, three);
}

function small(word: number, one: number, two: number, shift: number): number {
  return rotate(word, one) ^ rotate(word, two) ^ (word >>> shift);
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
