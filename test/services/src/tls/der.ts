/** As much of DER (X.690) as a certificate needs. */

function tagged(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let left = length; left > 0; left >>>= 8) bytes.unshift(left & 255);
  return Buffer.from([128 | bytes.length, ...bytes]);
}

export const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, Buffer.concat(parts));
export const setOf = (...parts: readonly Uint8Array[]) => tagged(0x31, Buffer.concat(parts));
export const explicit = (number: number, content: Uint8Array) => tagged(0xa0 | number, content);
export const implicit = (number: number, content: Uint8Array) => tagged(0x80 | number, content);
export const text = (value: string) => tagged(0x0c, Buffer.from(value));
export const octets = (content: Uint8Array) => tagged(0x04, content);
export const yes = tagged(0x01, Buffer.from([0xff]));

/** A positive number of so many random bytes: its highest bit is 0, and the next one 1, so that it is written in as few bytes as can be. */
export function randomNumber(bytes: Buffer): Buffer {
  const number = Buffer.from(bytes);
  number[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return tagged(0x02, number);
}

export const bits = (content: Uint8Array) => tagged(0x03, Buffer.concat([Buffer.from([0]), content]));

/** `YYYYMMDDhhmmssZ` */
export const time = (at: Date) =>
  tagged(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`));

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const base128 = (value: number): number[] =>
    value < 128 ? [value] : [...base128(value >>> 7).map((byte) => byte | 128), value & 127];
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}
