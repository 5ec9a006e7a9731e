import { expect, test } from "vitest";
import { readLines } from "./lines.ts";

async function linesOf(...pieces: readonly string[]) {
  async function* source() {
    for (const piece of pieces) yield Buffer.from(piece);
  }
  const all = [];
  for await (const lines of readLines(source(), { maxBytes: 5 }))
    all.push(lines.map(({ number, bytes, length }) => [number, bytes?.toString() ?? length]));
  return all;
}

test.each([
  [
    ["a\nb\n"],
    [
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
  ],
  [["a\nb"], [[[1, "a"]], [[2, "b"]]]],
  [
    ["a", "b", "\nc\n"],
    [
      [
        [1, "ab"],
        [2, "c"],
      ],
    ],
  ],
  [["a\r\n"], [[[1, "a\r"]]]],
  [["\n \r\n\t\na\n"], [[[4, "a"]]]],
  [
    ["12345\n123456\na\n"],
    [
      [
        [1, "12345"],
        [2, 6],
        [3, "a"],
      ],
    ],
  ],
  [
    ["123", "456", "789\na"],
    [[[1, 9]], [[2, "a"]]],
  ],
  [["1234567"], [[[1, 7]]]],
  [[], []],
  [["\n\n"], [[]]],
])("%j is read as %j", async (pieces, expected) => {
  expect((await linesOf(...pieces)).filter((lines) => lines.length > 0)).toEqual(
    expected.filter((lines) => lines.length > 0),
  );
});

test("a stream that ends in an error ends the lines in it", async () => {
  async function* source() {
    yield Buffer.from("a\nb");
    throw new Error("cut");
  }
  const seen: number[] = [];

  await expect(async () => {
    for await (const lines of readLines(source(), { maxBytes: 5 })) seen.push(lines.length);
  }).rejects.toThrow("cut");
  expect(seen).toEqual([1]);
});
