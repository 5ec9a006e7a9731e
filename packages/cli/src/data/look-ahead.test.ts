import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { lookAhead } from "./look-ahead.ts";

async function look(...pieces: readonly string[]) {
  async function* source() {
    for (const piece of pieces) yield new TextEncoder().encode(piece);
  }
  const { first, bytes } = await lookAhead(source());
  return { first, all: (await buffer(bytes)).toString() };
}

test.each([
  [["[1]"], "["],
  [["\ufeff \r\n\t", "", "  [1", "]"], "["],
  [["{", "[", "]}"], "{"],
  [[" ", "\n"], undefined],
  [[], undefined],
])("%j begins with %j, and nothing of it is lost", async (pieces, first) => {
  expect(await look(...pieces)).toEqual({ first, all: pieces.join("") });
});

test("whoever stops reading lets the stream go", async () => {
  let isOpen = true;
  async function* source() {
    try {
      while (true) yield new TextEncoder().encode("{}\n");
    } finally {
      isOpen = false;
    }
  }
  const { bytes } = await lookAhead(source());
  for await (const _piece of bytes) break;

  expect(isOpen).toBe(false);
});
