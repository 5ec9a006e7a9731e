import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hexOf } from "./blocks.ts";
import { sha1 } from "./sha1.ts";
import { sha256 } from "./sha256.ts";
import { uuid5 } from "./uuid5.ts";

test.each([
  ["sha1", sha1],
  ["sha256", sha256],
] as const)("%s is that of Node, for texts of any length around the size of a block", (name, hash) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(hexOf(hash(bytes))).toBe(createHash(name).update(bytes).digest("hex"));
    }),
  );
  for (let length = 0; length < 130; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(hexOf(hash(bytes)), `${length} bytes`).toBe(createHash(name).update(bytes).digest("hex"));
  }
});

test("a name-based identifier is that of RFC 9562, appendix A.4", () => {
  expect(uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  );
});
