import fc from "fast-check";
import { expect, test } from "vitest";
import { type Line, readLines } from "./read-lines.ts";

async function linesOf(pieces: readonly Uint8Array[], maxBytes = 1000): Promise<readonly Line[]> {
  async function* source() {
    yield* pieces;
  }
  const batches = [];
  for await (const batch of readLines(source(), { maxBytes })) batches.push(batch);
  return batches.flat();
}

const bytes = (text: string) => new TextEncoder().encode(text);

test("wherever the stream is cut into pieces, the lines are the same", async () => {
  const text = fc
    .array(fc.constantFrom("a", "ß", "🙂", "\n", "\r\n"), { maxLength: 30 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(5), { maxLength: 20 }), async (whole, lengths) => {
      const all = bytes(whole);
      const pieces: Uint8Array[] = [];
      let from = 0;
      for (const length of lengths) {
        pieces.push(all.subarray(from, from + length));
        from += length;
      }
      pieces.push(all.subarray(from));
      const expected =
        whole.endsWith("\n") || whole === "" ? whole.split("\n").slice(0, -1) : whole.split("\n");

      expect(await linesOf(pieces)).toEqual(expected.map((input, index) => ({ number: index + 1, input })));
    }),
  );
});

test("a line over the limit is counted and not kept, in one piece or in many", async () => {
  const long = "x".repeat(11);
  const expected = [
    { number: 1, input: "a" },
    { number: 2, tooLong: 11 },
    { number: 3, input: "0123456789" },
    { number: 4, tooLong: 11 },
  ];
  const text = `a\n${long}\n0123456789\n${long}`;

  expect(await linesOf([bytes(text)], 10)).toEqual(expected);
  expect(
    await linesOf(
      [...bytes(text)].map((byte) => Uint8Array.of(byte)),
      10,
    ),
  ).toEqual(expected);
});

test("the limit counts bytes, not characters", async () => {
  expect(await linesOf([bytes("x\nßßß\n")], 5)).toEqual([
    { number: 1, input: "x" },
    { number: 2, tooLong: 6 },
  ]);
});

test("a line that is no UTF-8 stays bytes, its neighbours are text", async () => {
  const piece = Uint8Array.of(0x61, 10, 0x62, 10, 0xff, 10, 0x63, 10);

  expect(await linesOf([piece])).toEqual([
    { number: 1, input: "a" },
    { number: 2, input: "b" },
    { number: 3, input: Uint8Array.of(0xff) },
    { number: 4, input: "c" },
  ]);
});
