import fc from "fast-check";
import { expect, test } from "vitest";
import { createLineTable, positionAt } from "./position.ts";

test("LF, CR LF and CR end a line, and U+2028 does not", () => {
  const text = "a\nb\r\nc\rd\u2028e";

  expect([...text].map((_, offset) => positionAt(text, offset).line)).toEqual([1, 1, 2, 2, 2, 3, 3, 4, 4, 4]);
});

test("a column counts UTF-16 code units from 1", () => {
  expect(positionAt("\n🚢x", 3)).toEqual({ offset: 3, line: 2, column: 3 });
});

test("the end of a text is a place", () => {
  expect(positionAt("a\n", 2)).toEqual({ offset: 2, line: 2, column: 1 });
});

test("the line table agrees with counting, everywhere in any text", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "🚢") });
  fc.assert(
    fc.property(text, (generated) => {
      const find = createLineTable(generated);
      for (let offset = 0; offset <= generated.length; offset++)
        expect(find(offset)).toEqual(positionAt(generated, offset));
    }),
  );
});
