/**
 * What SHA-1 and SHA-256 have in common: the message, a one bit, zeros and the length in bits, cut into blocks of sixteen
 * big-endian words (FIPS 180-4, 5.1.1 and 5.2.1).
 *
 * Both are written out here because an event is hashed where it is read, also in a browser, whose own digests answer
 * with a promise.
 */
export function forEachBlock(bytes: Uint8Array, visit: (words: Uint32Array) => void): void {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, (bytes.length * 8) % 2 ** 32);
  const words = new Uint32Array(16);
  for (let start = 0; start < length; start += 64) {
    for (let index = 0; index < 16; index++) words[index] = view.getUint32(start + index * 4);
    visit(words);
  }
}

export function hexOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Words to bytes, the high byte first. */
export function bytesOf(words: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word);
  return new Uint8Array(view.buffer);
}
