import { bytesOf, forEachBlock } from "./blocks.ts";

/** SHA-1 (FIPS 180-4, 6.1.2), for identifiers that RFC 9562 derives with it; it protects nothing. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const schedule = new Uint32Array(80);
  forEachBlock(bytes, (words) => {
    schedule.set(words);
    for (let t = 16; t < 80; t++)
      schedule[t] = rotate(
        at(schedule, t - 3) ^ at(schedule, t - 8) ^ at(schedule, t - 14) ^ at(schedule, t - 16),
        1,
      );
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let t = 0; t < 80; t++) {
      const next =
        (rotate(a, 5) + mixed(t, b, c, d) + e + at(constants, Math.floor(t / 20)) + at(schedule, t)) | 0;
      e = d;
      d = c;
      c = rotate(b, 30);
      b = a;
      a = next;
    }
    for (const [index, word] of [a, b, c, d, e].entries()) state[index] = at(state, index) + word;
  });
  return bytesOf(state);
}

const constants = Uint32Array.of(0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6);

function mixed(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) | (~b & d);
  if (t < 40 || t >= 60) return b ^ c ^ d;
  return (b & c) | (b & d) | (c & d);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
