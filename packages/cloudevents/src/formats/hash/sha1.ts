import { bytesOf, forEachBlock, signed } from "./blocks.ts";

const initial = signed([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
const constants = signed([0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6]);

/** One for all calls: a hash is done before another begins. */
const schedule = new Int32Array(80);

/** SHA-1 (FIPS 180-4, 6.1.2), for identifiers that RFC 9562 derives with it; it protects nothing. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const state = initial.slice();
  forEachBlock(bytes, schedule, () => mix(state));
  return bytesOf(state);
}

function mix(state: Int32Array): void {
  for (let t = 16; t < 80; t++) schedule[t] = rotate(at(t - 3) ^ at(t - 8) ^ at(t - 14) ^ at(t - 16), 1);
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  for (let t = 0; t < 80; t++) {
    const constant = constants[(t / 20) | 0] as number;
    const next = (rotate(a, 5) + choice(t, b, c, d) + e + constant + at(t)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
}

function choice(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) | (~b & d);
  if (t < 40 || t >= 60) return b ^ c ^ d;
  return (b & c) | (b & d) | (c & d);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function at(t: number): number {
  return schedule[t] as number;
}
