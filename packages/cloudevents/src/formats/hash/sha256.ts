import { bytesOf, forEachBlock, signed } from "./blocks.ts";

/** The constants are the first bits of the roots of the first primes; made here, since they are easier to trust so. */
const primes = firstPrimes(64);
const initial = signed(primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))));
const constants = signed(primes.map((prime) => fraction(Math.cbrt(prime))));

/** One for all calls: a hash is done before another begins. */
const schedule = new Int32Array(64);

/** SHA-256 (FIPS 180-4, 6.2.2). */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = initial.slice();
  forEachBlock(bytes, schedule, () => mix(state));
  return bytesOf(state);
}

function mix(state: Int32Array): void {
  for (let t = 16; t < 64; t++) {
    const early = at(t - 15);
    const late = at(t - 2);
    const first = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const second = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[t] = second + at(t - 7) + first + at(t - 16);
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = 0; t < 64; t++) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const first =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + chosen + (constants[t] as number) + at(t)) | 0;
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + most) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function at(t: number): number {
  return schedule[t] as number;
}
