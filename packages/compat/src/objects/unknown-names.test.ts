import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { decide } from "../decide.ts";
import { prepare } from "../prepare.ts";

/** `\A` is a letter to some and the start of the text to others: nobody knows which names this speaks of. */
const someNames = (is: Json, properties: Json): Json => ({
  type: "object",
  patternProperties: { "^\\A": is },
  properties,
  required: ["x"],
});

test("a rule for names that nobody can tell does not keep the other members from being compared", () => {
  const ask = (writer: Json, reader: Json) =>
    decide(prepare(writer), prepare(reader), { budget: createBudget() });
  const [wide, narrow] = [{ x: { type: "number" } }, { x: { type: "integer" } }];

  expect(ask(someNames({ maxLength: 1 }, narrow), someNames({ maxLength: 1 }, wide)).status).toBe(
    "compatible",
  );
  expect(ask(someNames({ maxLength: 1 }, wide), someNames({ maxLength: 1 }, narrow))).toEqual({
    status: "incompatible",
    witness: { x: 0.1 },
  });
  // Whether 0.1 may stand there depends on whether the rule speaks of "x".
  expect(ask(someNames({ type: "string" }, wide), someNames({ type: "string" }, narrow)).status).toBe(
    "undecided",
  );
});
