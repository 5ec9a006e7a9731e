import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { codingFor, prepare } from "./compress.ts";

test.each([
  ["br", 5000, "br"],
  ["gzip, deflate, br;q=0.1", 5000, "br"],
  ["gzip", 5000, "gzip"],
  ["br;q=0, gzip", 5000, "gzip"],
  ["*", 5000, undefined],
  ["identity", 5000, undefined],
  ["", 5000, undefined],
  [undefined, 5000, undefined],
  ["br", 500, undefined],
])("Accept-Encoding: %s, %d bytes: %s", (accept, bytes, coding) => {
  expect(codingFor(accept, bytes)).toBe(coding);
});

test("each coding is made once, and holds the same bytes", () => {
  const bytes = Buffer.from("contract ".repeat(1000));
  const prepared = prepare(bytes, "sha256:1");

  expect(prepared.coded("br")).toBe(prepared.coded("br"));
  expect(brotliDecompressSync(prepared.coded("br"))).toEqual(bytes);
  expect(gunzipSync(prepared.coded("gzip"))).toEqual(bytes);
});
