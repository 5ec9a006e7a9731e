import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createComparison } from "../comparison.ts";
import { prepare } from "../prepare.ts";
import { typeOf } from "../terms/index.ts";
import { chooseWitness, type WitnessQuestion } from "./choose-witness.ts";

/** Asks for a witness that the schema accepts; `agrees` stands for the validators, who are asked in this order. */
function choose(
  schema: Json,
  raw: Json,
  agrees: (value: Json) => boolean,
  more: Partial<WitnessQuestion> = {},
) {
  const budget = createBudget();
  const comparison = createComparison({ budget });
  const { strict } = comparison.read(prepare(schema));
  const asked: Json[] = [];
  const by = (value: Json) => {
    asked.push(value);
    return agrees(value) ? ["a", "b"] : undefined;
  };
  const doubt = { code: "VALIDATORS_DISAGREE" as const, message: "" };
  const { engine } = comparison;
  const choice = chooseWitness({
    ...{ engine, goal: [strict], raw, way: [], elsewhere: [], examples: [], confirm: { by, doubt } },
    ...more,
  });
  return { choice, asked, holds: (value: Json) => engine.holds(strict, value), budget };
}

test("an example that satisfies comes first, then the smallest value, then the raw one", () => {
  const schema = { type: "object", required: ["a"] };
  const raw = { a: [1, 2], b: 3 };
  const examples = [{ x: 1 }, { a: 7, x: 1 }];
  const { choice, asked } = choose(schema, raw, (value) => value === raw, { examples, way: ["a"] });

  expect(choice).toEqual({ witness: raw, confirmedBy: ["a", "b"] });
  expect(asked.slice(0, 2)).toEqual([
    { a: 7, x: 1 },
    { a: 7, x: 1 },
  ]);
  expect(asked.at(-2)).toEqual({ a: [] });
  expect(choose(schema, raw, () => true).choice?.witness).toEqual({ a: [] });
});

test("a value that satisfies a part of what is asked is none", () => {
  const goal = (each: WitnessQuestion["engine"]) => [
    each.terms.atom({ kind: "at-least", bound: 5 }),
    -each.terms.atom({ kind: "greater-than", bound: 9 }),
  ];
  const { engine } = createComparison({ budget: createBudget() });
  const { asked } = choose({}, 7, () => true, { engine, goal: goal(engine), examples: [20, 8] });

  expect(asked).toEqual([8]);
});

test("where nobody agrees on any, a dozen others are tried, all different, some of another type", () => {
  const { choice, asked, holds } = choose({ type: ["string", "number", "array"] }, "raw", () => false);
  const others = asked.slice(2);

  expect(choice).toBeUndefined();
  expect(others).toHaveLength(12);
  expect(new Set(others.map((value) => JSON.stringify(value))).size).toBe(12);
  expect(others.every(holds)).toBe(true);
  expect(others).not.toContain("raw");
  expect([3, 7, 11].filter((at) => typeOf(others[at] ?? null) === "string")).toEqual([]);
});

test("where there are no others, no more are tried; without another type the rest goes on", () => {
  expect(choose({ enum: ["raw", 1] }, "raw", () => false).asked).toEqual(["raw", "raw", 1]);
  const { asked } = choose({ type: "integer" }, 5, () => false);
  // Every fourth asks for another type, and there is none.
  expect(asked.slice(2)).toHaveLength(9);
});

test("once the steps are spent the raw value has to do", () => {
  const spent = createBudget(1);
  expect(() => spent.step(2)).toThrow();
  const engine = { ...createComparison({ budget: createBudget() }).engine, budget: spent };
  const raw = { a: 1, b: 2 };
  const { asked } = choose({}, raw, () => true, { engine, goal: [], examples: [{ c: 1 }] });

  expect(asked).toEqual([raw]);
});
