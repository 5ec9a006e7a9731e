import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { prepare } from "../prepare.ts";
import { createEvaluator, createTerms, type Terms } from "../terms/index.ts";
import { createTranslator } from "./translate.ts";

const list = (value: Json, name = "list", more: object = {}): Json => ({
  $ref: `#/$defs/${name}`,
  $defs: { [name]: { properties: { value, next: { $ref: `#/$defs/${name}` } }, ...more } },
});

test("a recursive schema is the same proposition under another name and with other words for people", () => {
  const terms = createTerms();

  expect(translate(list({ type: "string" }, "chain", { title: "A chain" }), terms)).toBe(
    translate(list({ type: "string" }), terms),
  );
  expect(translate(list({ type: "number" }), terms)).not.toBe(translate(list({ type: "string" }), terms));
});

test("two that refer to each other are told apart from one that refers to itself", () => {
  const terms = createTerms();
  const pair = (other: Json): Json => ({
    $ref: "#/$defs/a",
    $defs: { a: { properties: { b: { $ref: "#/$defs/b" } } }, b: other },
  });
  const back = pair({ properties: { a: { $ref: "#/$defs/a" } } });

  expect(translate(back, terms)).toBe(translate(structuredClone(back) as Json, terms));
  expect(translate(back, terms)).not.toBe(
    translate(pair({ properties: { c: { $ref: "#/$defs/a" } } }), terms),
  );
});

test("in what order members stand makes no difference", () => {
  const terms = createTerms();
  const turned = (a: string, b: string): Json => ({
    $ref: "#/$defs/a",
    $defs: {
      a: { properties: { [a]: { $ref: "#/$defs/a" }, [b]: { $ref: "#/$defs/b" } } },
      b: { properties: { back: { $ref: "#/$defs/a" } } },
    },
  });
  const [one, other] = [turned("x", "y"), turned("x", "y") as { $defs: { a: { properties: object } } }];
  other.$defs.a.properties = Object.fromEntries(Object.entries(other.$defs.a.properties).reverse());

  expect(translate(other as Json, terms)).toBe(translate(one, terms));
  expect(translate(turned("y", "x"), terms)).not.toBe(translate(one, terms));
});

test("a ring is told from a longer one, and from one that is marked at a far place, and spelled twice is itself", () => {
  const terms = createTerms();
  const ring = (length: number, marked = -1): Json => ({
    $ref: "#/$defs/0",
    $defs: Object.fromEntries(
      Array.from({ length }, (_, at) => [
        at,
        {
          ...(at === 0 ? { required: ["next"] } : {}),
          ...(at === marked ? { maxProperties: 9 } : {}),
          properties: { next: { $ref: `#/$defs/${(at + 1) % length}` } },
        },
      ]),
    ),
  });
  const twice: Json = {
    $ref: "#/$defs/a",
    $defs: {
      a: { required: ["next"], properties: { next: { $ref: "#/$defs/b" } } },
      b: { required: ["next"], properties: { next: { $ref: "#/$defs/a" } } },
    },
  };

  expect(translate(ring(9), terms)).toBe(translate(ring(9), terms));
  expect(translate(ring(9), terms)).not.toBe(translate(ring(10), terms));
  expect(translate(ring(9, 5), terms)).not.toBe(translate(ring(9, 6), terms));
  expect(translate(ring(1), terms)).toBe(translate(twice, terms));
});

test("eight thousand schemas that lead to each other are named in steps of their number, not of its square", () => {
  const count = 8000;
  const schema: Json = {
    $ref: "#/$defs/0",
    $defs: Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        at,
        {
          maxProperties: at,
          properties: {
            a: { $ref: `#/$defs/${(at + 1) % count}` },
            b: { $ref: `#/$defs/${(7 * at) % count}` },
          },
        },
      ]),
    ),
  };
  const budget = createBudget();

  translate(schema, createTerms(), budget);

  expect(budget.used).toBeLessThan(30 * count);
});

test("what is not recursive is what it says, wherever it is said", () => {
  const terms = createTerms();
  const spelledOut = { properties: { a: { type: "string", maxLength: 3 } } };
  const referring = {
    properties: { a: { $ref: "#/$defs/text" } },
    $defs: { text: { maxLength: 3, type: "string" } },
  };

  expect(translate(referring, terms)).toBe(translate(spelledOut, terms));
});

test("a schema met again within its own translation, by way of what it evaluates, is entered once", () => {
  const tree: Json = {
    $ref: "#/$defs/tree",
    $defs: {
      tree: {
        anyOf: [{ prefixItems: [{ $ref: "#/$defs/tree", unevaluatedItems: false }] }, { type: "null" }],
      },
    },
  };
  const terms = createTerms();

  expect(translate(tree, terms)).toBe(translate(tree, terms));
});

function translate(schema: Json, terms: Terms, budget = createBudget()): number {
  const { graph, root } = prepare(schema);
  const holds = createEvaluator(terms, budget);
  const options = { terms, budget, reading: "strict", assertsFormat: false, holds } as const;
  return createTranslator(graph, options).translate(root);
}
