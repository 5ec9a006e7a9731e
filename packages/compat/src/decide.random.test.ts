import type { Json, JsonObject } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "./budget.ts";
import { type Decision, decide } from "./decide.ts";
import { createEngine } from "./emptiness/index.ts";
import { createTranslator } from "./normalise/index.ts";
import { prepare } from "./prepare.ts";
import { arbitrarySchema, arbitraryValue } from "./testing/arbitrary-schema.ts";

/** Thousands with `CONCORDAT_COUNTS=full`; here enough to notice that something broke. */
const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 5000 : 300;
const schemas = fc.oneof(arbitrarySchema(), arbitrarySchema({ recursive: true }));

test("a witness is accepted by the writer and refused by the reader, and no value contradicts a proof", () => {
  const values = fc.array(arbitraryValue, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(schemas, schemas, values, (writer, reader, some) => {
      const decision = ask(writer, reader);
      const [accepts, alsoAccepts] = [accepting(writer), accepting(reader)];
      if (decision.status === "incompatible") {
        expect(accepts(decision.witness)).toBe(true);
        expect(alsoAccepts(decision.witness)).toBe(false);
      }
      if (decision.status === "compatible")
        expect(some.find((value) => accepts(value) && !alsoAccepts(value))).toBe(undefined);
    }),
    { numRuns },
  );
});

test.each<[string, (a: Json, x: Json) => readonly [Json, Json]]>([
  ["A is within A or X", (a, x) => [a, { anyOf: [x, a] }]],
  ["A and X is within A", (a, x) => [{ allOf: [x, a] }, a]],
  ["A is within not not A", (a) => [a, { not: { not: a } }]],
  ["not not A is within A", (a) => [{ not: { not: a } }, a]],
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  ["A is within: if X then A else A", (a, x) => [a, { if: x, then: a, else: a }]],
  ["A is within: exactly one of A and X, A and not X", (a, x) => [a, eitherOf(a, x)]],
  ["exactly one of A and X, A and not X, is within A", (a, x) => [eitherOf(a, x), a]],
  ["lists of A are within lists of A or X", (a, x) => [{ items: a }, { items: { anyOf: [a, x] } }]],
])("%s", (_law, law) => {
  fc.assert(
    fc.property(arbitrarySchema(), arbitrarySchema(), (a, x) => {
      const [writer, reader] = law(a, x);
      expect(ask(writer, reader).status).not.toBe("incompatible");
    }),
    { numRuns: Math.ceil(numRuns / 3) },
  );
});

test("without memory and without looking ahead the verdict is the same", () => {
  fc.assert(
    fc.property(schemas, schemas, (writer, reader) => {
      const quick = ask(writer, reader);
      const plain = ask(writer, reader, false);
      const isOpen = quick.status === "undecided" || plain.status === "undecided";
      expect(isOpen || quick.status === plain.status).toBe(true);
    }),
    { numRuns },
  );
});

function eitherOf(a: Json, x: Json): Json {
  return { oneOf: [{ allOf: [a, x] }, { allOf: [a, { not: x }] }] };
}

function ask(writer: Json, reader: Json, shortcuts = true): Decision {
  return decide(prepare(writer), prepare(reader), { budget: createBudget(50_000), shortcuts });
}

function accepting(schema: Json | JsonObject): (value: Json) => boolean {
  const { graph, root } = prepare(schema);
  const budget = createBudget();
  const { terms, holds } = createEngine({ budget });
  const literal = createTranslator(graph, {
    terms,
    budget,
    reading: "strict",
    assertsFormat: false,
    holds,
  }).translate(root);
  return (value) => holds(literal, value);
}
