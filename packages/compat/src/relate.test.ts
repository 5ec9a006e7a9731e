import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { relate } from "./relate.ts";
import { arbitrarySchema } from "./testing/arbitrary-schema.ts";

test.each<[Json, Json, object]>([
  [{ const: 1 }, { enum: [1.0] }, { relation: "equal", both: 1 }],
  [{ type: "number" }, { type: "integer" }, { relation: "wider", onlyFirst: 0.1, both: 0 }],
  [{ type: "integer" }, { type: "number" }, { relation: "narrower", onlySecond: 0.1, both: 0 }],
  [
    { type: "integer", minimum: 3 },
    { type: "integer", maximum: 5 },
    { relation: "overlapping", onlyFirst: 6, onlySecond: 0, both: 3 },
  ],
  [{ type: "string" }, { type: "null" }, { relation: "disjoint", onlyFirst: "", onlySecond: null }],
  [false, { not: {} }, { relation: "equal" }],
  [false, { type: "null" }, { relation: "narrower", onlySecond: null }],
])("%j and %j", (first, second, expected) => {
  expect(relate(first, second)).toEqual(expected);
});

test("seen from the other side the relation is the mirror image", () => {
  const mirrored = {
    equal: "equal",
    wider: "narrower",
    narrower: "wider",
    overlapping: "overlapping",
    disjoint: "disjoint",
    undecided: "undecided",
  };
  fc.assert(
    fc.property(arbitrarySchema(), arbitrarySchema(), (a, b) => {
      expect(relate(b, a).relation).toBe(mirrored[relate(a, b).relation]);
    }),
    { numRuns: 100 },
  );
});

test("an ambiguous keyword leaves it open only where it matters", () => {
  const hiding = { $ref: "#/definitions/a", maxLength: 3, definitions: { a: { type: "string" } } };
  const dialect = "draft-07" as const;

  expect(relate(hiding, { type: "null" }, { dialect }).relation).toBe("disjoint");
  expect(relate(hiding, { type: "string" }, { dialect })).toMatchObject({
    relation: "undecided",
    reason: "READING_AMBIGUOUS",
  });
});

test("an ambiguous schema equals itself: whatever it means, it means it on both sides", () => {
  const hiding = { $ref: "#/definitions/a", maxLength: 3, definitions: { a: { type: "string" } } };
  const dialect = "draft-07" as const;

  expect(relate(hiding, structuredClone(hiding), { dialect })).toEqual({ relation: "equal", both: "" });
  expect(relate(hiding, { ...hiding, definitions: { a: true } }, { dialect })).toMatchObject({
    relation: "narrower",
    onlySecond: null,
  });
});
