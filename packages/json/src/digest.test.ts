import { expect, test } from "vitest";
import { digestOf, digestOfBytes } from "./digest.ts";
import { parseJson } from "./parse.ts";

test("a digest is the SHA-256 of the canonical form", () => {
  // printf '{}' | sha256sum
  expect(digestOf({})).toBe("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
});

test("formatting, member order and number spelling do not change the digest", () => {
  const digest = digestOf(parseJson('{"a":1,"b":-0}'));

  expect(digestOf(parseJson('{\n  "b": 0.0,\n  "a": 1.0\n}'))).toBe(digest);
});

test("bytes are digested as they are", () => {
  expect(digestOfBytes(new TextEncoder().encode("{}"))).toBe(digestOf({}));
  expect(digestOfBytes(new TextEncoder().encode("{ }"))).not.toBe(digestOf({}));
});
