import { isObject, type Json } from "@concordat/json";
import { keywordsOf } from "@concordat/schema";
import fc from "fast-check";
import { test } from "vitest";
import { lintExample } from "../pages/lint-example.ts";

/** Schemas whose keywords are real and whose values are right, wrong or absurd: what a typing error may leave behind. */
const { schema } = fc.letrec<{ schema: Json; value: Json }>((tie) => ({
  schema: fc.dictionary(fc.constantFrom(...keywordsOf("2020-12").keys(), "nullable"), tie("value"), {
    maxKeys: 6,
    noNullPrototype: true,
  }),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "string",
      "object",
      "#",
      "#/$defs/a",
      "a",
      "(",
      "date",
      "../b",
      "$id",
      "",
      true,
      null,
      1,
      -1,
      1e300,
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("schema"), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    tie("schema"),
  ),
}));

test("whatever stands in a contract, lint answers with findings", async () => {
  await fc.assert(
    fc.asyncProperty(schema, async (document) => {
      if (!isObject(document)) return;
      const { $schema: _dialect, ...members } = document;
      await lintExample({ contracts: { "shop/order/placed/1.0.0": JSON.stringify(members) } });
    }),
    { numRuns: 300 },
  );
});
