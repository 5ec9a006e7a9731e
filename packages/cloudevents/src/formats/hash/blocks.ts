/**
 * What SHA-1 and SHA-256 have in common: the message, a one bit, zeros and the length in bits, cut into blocks of sixteen
 * big-endian words (FIPS 180-4, 5.1.1 and 5.2.1). Each block is put at the beginning of `schedule`, and `mix` takes it from
 * there.
 *
 * Both are written out here because an event is hashed where it is read, also in a browser, whose own digests answer
 * with a promise.
 */
export function forEachBlock(bytes: Uint8Array, schedule: Int32Array, mix: () => void): void {
  const { length } = bytes;
  const whole = length - (length % 64);
  const padded = new Uint8Array(length - whole < 56 ? 64 : 128);
  padded.set(bytes.subarray(whole));
  padded[length - whole] = 0x80;
  const end = new DataView(padded.buffer);
  end.setUint32(padded.length - 8, Math.floor(length / 2 ** 29));
  end.setUint32(padded.length - 4, (length * 8) % 2 ** 32);
  mixAll(bytes, whole, schedule, mix);
  mixAll(padded, padded.length, schedule, mix);
}

function mixAll(bytes: Uint8Array, length: number, schedule: Int32Array, mix: () => void): void {
  for (let at = 0; at < length; ) {
    for (let t = 0; t < 16; t++, at += 4)
      schedule[t] =
        ((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number);
    mix();
  }
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function hexOf(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index++) text += hexPairs[bytes[index] as number];
  return text;
}

/** Words to bytes, the high byte first. */
export function bytesOf(words: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (let index = 0; index < words.length; index++) view.setInt32(index * 4, words[index] as number);
  return new Uint8Array(view.buffer);
}

/** The 32 bits of a number above 2^31, as the engines count them. */
export function signed(words: readonly number[]): Int32Array {
  return Int32Array.from(words, (word) => word | 0);
}
