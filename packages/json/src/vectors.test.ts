import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalize } from "./canonicalize.ts";
import { JsonError } from "./errors.ts";
import { parseJson } from "./parse.ts";

/**
 * Every class of input that a JSON reader can go wrong on, as data that readers in other languages can be held to as
 * well. The classes are those of the public collection "Parsing JSON is a Minefield".
 */
type Vector = {
  readonly description: string;
  /** `times` repeats the text, for inputs too long to write down. */
  readonly given: { readonly text: string; readonly times?: number } | { readonly hex: string };
  readonly expect: { readonly canonical: string } | { readonly code: string; line: number; column: number };
};

const folder = new URL("../../../test/vectors/json/", import.meta.url);

for (const file of readdirSync(folder)) {
  const { vectors } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { vectors: Vector[] };
  describe(file, () => {
    test.each(vectors)("$description", ({ given, expect: expected }) => {
      expect(outcomeOf(inputOf(given))).toEqual(expected);
    });
  });
}

function inputOf(given: Vector["given"]): string | Uint8Array {
  return "hex" in given ? Buffer.from(given.hex, "hex") : given.text.repeat(given.times ?? 1);
}

function outcomeOf(input: string | Uint8Array): Vector["expect"] {
  try {
    return { canonical: canonicalize(parseJson(input)) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { line, column } = error.params as { line: number; column: number };
    return { code: error.code, line, column };
  }
}
