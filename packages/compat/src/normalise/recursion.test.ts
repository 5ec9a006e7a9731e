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

function translate(schema: Json, terms: Terms): number {
  const { graph, root } = prepare(schema);
  const budget = createBudget();
  const holds = createEvaluator(terms, budget);
  const options = { terms, budget, reading: "strict", assertsFormat: false, holds } as const;
  return createTranslator(graph, options).translate(root);
}
