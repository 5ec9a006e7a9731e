import type { Json } from "@concordat/json";
import { keywordsOf } from "@concordat/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCompatibility, isSatisfiable, relate, sample } from "./index.ts";

/** Keywords with values that only by chance are what the keyword takes. */
const keywords = [...keywordsOf("2020-12").keys(), ...keywordsOf("draft-04").keys(), "__proto__"];
const { anything } = fc.letrec<{ anything: Json }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(
      null,
      true,
      false,
      0,
      1.5,
      -1,
      1e308,
      5e-324,
      "a",
      "string",
      "#",
      "#/$defs/a",
      "(",
      "^a",
    ),
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keywords, "a"), tie("anything"), { maxKeys: 4 }),
  ),
}));
const dialects = fc.constantFrom("draft-04", "draft-06", "draft-07", "2019-09", "2020-12");

test("whatever stands in the place of a schema, there is an answer", () => {
  fc.assert(
    fc.property(anything, anything, dialects, (writer, reader, dialect) => {
      for (const writerView of ["closed", "as-written"] as const)
        expect(checkCompatibility({ writer, reader, writerView, dialect, budget: 50_000 }).status).toBeTypeOf(
          "string",
        );
      expect(relate(writer, reader, { dialect, budget: 50_000 }).relation).toBeTypeOf("string");
      expect(isSatisfiable(writer, { dialect, budget: 50_000 }).status).toBeTypeOf("string");
      sample(writer, { n: 2, dialect, budget: 50_000 });
    }),
    { numRuns: process.env.CONCORDAT_COUNTS === "full" ? 20_000 : 300 },
  );
});

test.each<[Json, string]>([
  ["text", "# is no schema"],
  [null, "# is no schema"],
  [{ properties: 5 }, '"properties" must be an object with schemas as members'],
  [{ allOf: [1] }, '"allOf" must be a list of schemas'],
  [{ not: "x" }, '"not" must be a schema'],
  [{ type: { toString: null } }, '"type" must be the name of a type'],
  [{ uniqueItems: 1 }, '"uniqueItems" must be true or false'],
  [{ dependentRequired: { a: 1 } }, '"dependentRequired" must be an object with lists of names'],
  [{ $ref: 5 }, '"$ref" must be a text'],
])("%j as a schema is meaningless on either side, and never compared", (schema, message) => {
  const about = {
    status: "undecided",
    reason: "SCHEMA_MEANINGLESS",
    message: expect.stringContaining(message),
  };

  expect(checkCompatibility({ writer: schema, reader: true })).toMatchObject({ ...about, side: "writer" });
  expect(checkCompatibility({ writer: true, reader: schema })).toMatchObject({ ...about, side: "reader" });
});
