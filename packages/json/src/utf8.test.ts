import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, decodeUtf8 } from "./utf8.ts";

test.each([
  ["22ff22", "byte 0xFF, which lies outside of Unicode"],
  ["228022", "byte 0x80, which continues a character that never began"],
  ["22c0af22", "byte 0xC0, which begins an overlong form"],
  ["22e080af22", "byte 0xE0, which begins an overlong form"],
  ["22f08080af22", "byte 0xF0, which begins an overlong form"],
  ["22eda08022", "byte 0xED, which begins a surrogate half"],
  ["22f490808022", "byte 0xF4, which lies outside of Unicode"],
  ["22e6b822", "byte 0xE6, which begins a character that is cut short"],
  ["22e6b8", "byte 0xE6, which begins a character that is cut short"],
])("%s is refused for what is wrong with it", (hex, found) => {
  expect(() => decodeUtf8(Buffer.from(hex, "hex"))).toThrow(
    expect.objectContaining({ code: "JSON_ENCODING", params: { offset: 1, line: 1, column: 2, found } }),
  );
});

test.each([
  ["fffe5b005d00", "UTF-16 or UTF-32 with a byte order mark"],
  ["feff005b005d", "UTF-16 with a byte order mark"],
  ["5b005d00", "UTF-16 or UTF-32 without a byte order mark"],
  ["005b005d", "UTF-16 or UTF-32 without a byte order mark"],
])("%s is recognised as another encoding", (hex, found) => {
  expect(() => decodeUtf8(Buffer.from(hex, "hex"))).toThrow(
    expect.objectContaining({ code: "JSON_ENCODING", params: { offset: 0, line: 1, column: 1, found } }),
  );
});

test("the flaw that is named is the first one, for any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (tail) => {
      const bytes = Uint8Array.of(0x5b, 0x5b, ...tail);
      const wellFormed = new TextDecoder().decode(bytes, { stream: true }).split("\ufffd")[0] ?? "";
      fc.pre(!Buffer.from(bytes).includes(Buffer.from("\ufffd")));
      const offset = new TextEncoder().encode(wellFormed).length;
      expect(flawOffset(bytes) ?? bytes.length).toBe(offset);
    }),
  );
});

test("the byte length is what encoding would give", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});

function flawOffset(bytes: Uint8Array): unknown {
  try {
    decodeUtf8(bytes);
    return undefined;
  } catch (error) {
    return (error as { params: { offset: number } }).params.offset;
  }
}
