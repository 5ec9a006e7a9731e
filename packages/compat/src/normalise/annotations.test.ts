import type { Json } from "@concordat/json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { createEngine } from "../emptiness/index.ts";
import { prepare } from "../prepare.ts";
import type { Case } from "../terms/index.ts";
import { arbitrarySchema, arbitraryValue } from "../testing/arbitrary-schema.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { createTranslations } from "../testing/translations.ts";
import { createTranslator } from "./translate.ts";

test("of the cases that a schema is divided into, exactly one is a value's own, whether or not it is valid", () => {
  const unevaluated = fc.constantFrom("unevaluatedProperties", "unevaluatedItems");
  const branches = fc.array(arbitrarySchema(), { minLength: 1, maxLength: 3 });
  const values = fc.array(arbitraryValue, { minLength: 10, maxLength: 10 });
  let divided = 0;
  fc.assert(
    fc.property(
      unevaluated,
      fc.constantFrom("anyOf", "oneOf", "allOf"),
      branches,
      values,
      (keyword, combinator, list, some) => {
        const { cases, holds } = casesOf({ [combinator]: list, [keyword]: false });
        divided += cases.filter((of) => of.length > 1).length;
        for (const of of cases)
          for (const value of some) expect(of.filter(({ guard }) => holds(guard, value)).length).toBe(1);
      },
    ),
    { numRuns: numRunsOf(300, 5000) },
  );
  expect(divided).toBeGreaterThan(20);
});

/** Every distinction of cases that is made while the schema is translated. */
function casesOf(schema: Json) {
  const { graph, root } = prepare(schema);
  const budget = createBudget();
  const { terms, holds } = createEngine({ budget });
  const cases: (readonly Case[])[] = [];
  const listening = {
    ...terms,
    cases(of: readonly Case[]) {
      cases.push(of);
      return terms.cases(of);
    },
  };
  const options = { terms: listening, budget, holds, reading: "strict", assertsFormat: false } as const;
  createTranslator(graph, options).translate(root);
  return { cases, holds };
}

/** So many cases side by side: of the branches of each list one at most holds, and each evaluates something else. */
function casesSideBySide(...counts: readonly number[]): Json {
  let named = 0;
  const lists = counts.map((count) => ({
    oneOf: Array.from({ length: count - 1 }, () => {
      named += 1;
      return { properties: { [`p${named}`]: {} }, minProperties: named };
    }),
  }));
  return { allOf: lists, unevaluatedProperties: false };
}

test("six hundred cases are looked at, and no more", () => {
  const largest = ({ cases }: ReturnType<typeof casesOf>) => Math.max(...cases.map(({ length }) => length));

  expect(largest(casesOf(casesSideBySide(6, 5, 5, 4)))).toBe(600);
  expect(() => casesOf(casesSideBySide(5, 5, 5, 5))).toThrow(
    '"unevaluated…" looks at more than 600 cases of branches',
  );
});

const text = { type: "string" };
const nothing = { type: "null" };
const named = { properties: { a: text } };

test.each<[what: string, schema: object, count: number]>([
  ["no branch", named, 1],
  ["a branch that evaluates nothing", { anyOf: [{ minProperties: 1 }] }, 1],
  ["branches that evaluate nothing, one at most", { oneOf: [{ minProperties: 1 }, {}] }, 1],
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  ["a condition of which nothing is evaluated", { if: { minProperties: 1 }, then: { minProperties: 2 } }, 1],
  ["a branch with names", { anyOf: [named] }, 2],
  ["a branch with names that always holds", { anyOf: [{ properties: { a: {} } }] }, 1],
  ["the same names twice", { anyOf: [named, { properties: { a: nothing } }] }, 2],
  ["names and others", { anyOf: [named, { properties: { b: text } }] }, 4],
  ["names and others, one at most", { oneOf: [named, { properties: { b: text } }] }, 3],
  ["names in a branch that has to hold", { allOf: [named] }, 1],
  ["names beside a name", { dependentSchemas: { a: named } }, 2],
  ["names where a condition holds", { if: named }, 2],
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  ["names in both of its ways", { if: named, then: {}, else: { properties: { b: text } } }, 2],
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  ["names in one of its ways", { if: { minProperties: 1 }, then: {}, else: named }, 2],
  ["names of which a branch has left none", { anyOf: [{ unevaluatedProperties: text }] }, 2],
  ["names that are there anyway", { ...named, anyOf: [named] }, 1],
  ["all names anyway", { additionalProperties: text, anyOf: [named] }, 1],
])("%s: as many cases as there are differences in what is evaluated", (_, schema, count) => {
  const { cases } = casesOf({ ...schema, unevaluatedProperties: false } as Json);

  expect(cases.at(-1)?.length).toBe(count);
});

test.each<[what: string, schema: object, count: number]>([
  ["a list", { anyOf: [{ prefixItems: [text] }] }, 2],
  ["an empty list", { anyOf: [{ prefixItems: [], minItems: 1 }] }, 1],
  ["lists of one length", { anyOf: [{ prefixItems: [text] }, { prefixItems: [nothing] }] }, 2],
  ["a longer list", { anyOf: [{ prefixItems: [text] }, { prefixItems: [text, nothing] }] }, 3],
  ["all items", { anyOf: [{ items: text }, { prefixItems: [nothing] }] }, 3],
  [
    "all items that a branch has left",
    { anyOf: [{ unevaluatedItems: text }, { prefixItems: [nothing] }] },
    3,
  ],
  ["what is contained", { anyOf: [{ contains: nothing }, { contains: nothing, minItems: 2 }] }, 2],
  ["what is contained, and what else", { anyOf: [{ contains: nothing }, { contains: text }] }, 4],
])("of items, %s: as many cases as there are differences", (_, schema, count) => {
  const { cases } = casesOf({ ...schema, unevaluatedItems: false } as Json);

  expect(cases.at(-1)?.length).toBe(count);
});

test("before 2019-09 nothing is left over of anything, whatever a branch says of it", () => {
  const schema: Json = { unevaluatedProperties: false, unevaluatedItems: false };
  const { translate } = createTranslations();

  expect(translate(schema, { dialect: "draft-07" }).says).toBe(1);
  expect(translate(schema, { dialect: "2019-09" }).accepts({ a: 1 })).toBe(false);
});

test("what does not count in a reading evaluates nothing in it", () => {
  const schema: Json = {
    dependencies: { a: { properties: { b: {} } } },
    properties: { a: {} },
    unevaluatedProperties: false,
  };
  const accepts = (reading: "strict" | "lenient") =>
    createTranslations().translate(schema, { dialect: "2019-09", reading }).accepts({ a: 1, b: 1 });

  expect([accepts("strict"), accepts("lenient")]).toEqual([false, true]);
});
