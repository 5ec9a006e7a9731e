import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "../budget.ts";
import { prepare } from "../prepare.ts";
import { createEvaluator, createTerms, type Terms } from "../terms/index.ts";
import { numRunsOf } from "../testing/num-runs.ts";
import { createTranslations } from "../testing/translations.ts";
import type { Reading } from "./reading.ts";
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

test("two thousand schemas that lead to each other are named in steps of their number, not of its square", () => {
  const count = 2000;
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

  expect(budget.used).toBeGreaterThan(2 * 3 * count);
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
  const { accepts } = createTranslations().translate(tree);
  expect([null, [null], [[null]], [[[null]]]].map(accepts)).toEqual([true, true, true, true]);
  expect([[[null, 1]], [[[null, 1]]]].map(accepts)).toEqual([false, false]);
});

/** Pairwise different, wherever recursion names them: what one says of a list, another does not. */
const differences: readonly (readonly [what: string, one: object, other: object])[] = [
  ["an assertion", { maxProperties: 3 }, { maxProperties: 4 }],
  ["an assertion that is not there", { maxProperties: 3 }, {}],
  ["names", { required: ["a"] }, { required: ["b"] }],
  ["an applicator without schemas", { anyOf: [] }, {}],
  ["another applicator without schemas", { anyOf: [] }, { allOf: [] }],
  ["a schema below", { propertyNames: { maxLength: 3 } }, { propertyNames: { maxLength: 4 } }],
  ["true and false", { additionalProperties: true }, { additionalProperties: false }],
  ["the name of a member", { patternProperties: { a: false } }, { patternProperties: { b: false } }],
  // biome-ignore lint/suspicious/noThenProperty: a keyword
  ["which of two is which", { allOf: [{ if: {}, else: false }] }, { allOf: [{ if: {}, then: false }] }],
  ["names that others ask for", { dependentRequired: { a: ["b"] } }, { dependentRequired: { a: ["c"] } }],
];

test.each(differences)("a list that differs by %s is another one", (_, one, other) => {
  const terms = createTerms();

  expect(translate(list({}, "list", one), terms)).not.toBe(translate(list({}, "list", other), terms));
  expect(translate(list({}, "list", one), terms)).toBe(translate(list({}, "other", one), terms));
});

test("which of its members leads back belongs to what a schema says", () => {
  const terms = createTerms();
  const leading = (first: Json, second: Json): Json => ({
    $ref: "#/$defs/list",
    $defs: { list: { properties: { a: first, b: second } } },
  });
  const back = { $ref: "#/$defs/list" };

  expect(translate(leading(back, {}), terms)).not.toBe(translate(leading({}, back), terms));
  expect(translate(leading(back, {}), terms)).not.toBe(translate(leading(back, back), terms));
});

test("so does what its references lead to in the end, by however many of them", () => {
  const terms = createTerms();
  const ending = (end: Json): Json => ({
    $ref: "#/$defs/list",
    $defs: {
      list: { properties: { value: { $ref: "#/$defs/one" }, next: { $ref: "#/$defs/list" } } },
      one: { properties: { a: { $ref: "#/$defs/two" } } },
      two: { properties: { b: { $ref: "#/$defs/three" } } },
      three: end,
    },
  });

  expect(translate(ending({ maxProperties: 1 }), terms)).toBe(translate(ending({ maxProperties: 1 }), terms));
  expect(translate(ending({ maxProperties: 1 }), terms)).not.toBe(
    translate(ending({ maxProperties: 2 }), terms),
  );
});

/** For each schema of a little graph what it says itself, and where its two members lead. */
type Graph = readonly (readonly [label: number, a: number, b: number])[];
const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 4 }).chain((size) => {
  const node = fc.nat({ max: size - 1 });
  return fc.array(fc.tuple(fc.nat({ max: 1 }), node, node), { minLength: size, maxLength: size });
});

test("schemas of one name say the same to any depth", () => {
  const terms = createTerms();
  const met = new Map<number, Graph[]>();
  let twice = 0;
  fc.assert(
    fc.property(graphs, (graph) => {
      const schema: Json = {
        $ref: "#/$defs/0",
        $defs: Object.fromEntries(
          graph.map(([label, a, b], at) => [
            at,
            {
              maxProperties: label,
              properties: { a: { $ref: `#/$defs/${a}` }, b: { $ref: `#/$defs/${b}` } },
            },
          ]),
        ),
      };
      const name = translate(schema, terms);
      const others = met.get(name) ?? [];
      met.set(name, [...others, graph]);
      const [other] = others;
      if (other === undefined) return;
      twice += 1;
      expect(saysTo(8, graph)).toBe(saysTo(8, other));
    }),
    { numRuns: numRunsOf(500, 20_000) },
  );
  expect(twice).toBeGreaterThan(20);
});

/** What a graph says down to a depth: two of four schemas each that agree to the depth of eight agree for ever. */
function saysTo(depth: number, graph: Graph, at = 0): string {
  const [label, a, b] = graph[at] ?? [0, 0, 0];
  return depth === 0 ? "" : `${label}(${saysTo(depth - 1, graph, a)},${saysTo(depth - 1, graph, b)})`;
}

test("a format, a constant and dependencies count as they do where nothing is recursive", () => {
  const { translate: translating } = createTranslations({ assertsFormat: true });
  const says = (more: object, dialect: Dialect, reading: Reading) =>
    translating(list({}, "list", more), { dialect, reading }).says;

  expect(says({ format: "date" }, "2020-12", "strict")).not.toBe(
    says({ format: "time" }, "2020-12", "strict"),
  );
  expect(says({ const: 1 }, "2020-12", "strict")).not.toBe(says({ const: 2 }, "2020-12", "strict"));
  expect(says({ dependencies: { a: ["b"] } }, "2020-12", "lenient")).not.toBe(
    says({ dependencies: { a: ["c"] } }, "2020-12", "lenient"),
  );
  expect(says({ const: 1 }, "draft-04", "lenient")).not.toBe(says({ const: 2 }, "draft-04", "lenient"));
  expect(says({ dependencies: { a: ["b"] } }, "2020-12", "strict")).toBe(
    says({ dependencies: { a: ["c"] } }, "2020-12", "strict"),
  );
});

test("the same text in another dialect, or in another reading, is another schema", () => {
  const { translate: translating } = createTranslations();
  const schema = list({ type: "string" });
  const says = (dialect: Dialect, reading: Reading) => translating(schema, { dialect, reading }).says;
  const all = (["2019-09", "2020-12"] as const).flatMap((dialect) =>
    (["strict", "lenient"] as const).map((reading) => says(dialect, reading)),
  );

  expect(new Set(all).size).toBe(4);
  expect(says("2019-09", "strict")).toBe(says("2019-09", "strict"));
});

test("a recursive schema is what it says, at any depth", () => {
  const { translate: translating } = createTranslations();
  const { accepts } = translating({
    $ref: "#/$defs/even",
    $defs: {
      even: { type: ["object", "null"], required: ["a"], properties: { a: { $ref: "#/$defs/odd" } } },
      odd: { anyOf: [{ type: "null" }, { $ref: "#/$defs/even" }], maxProperties: 1 },
    },
  });
  const nested = (depth: number, end: Json): Json => (depth === 0 ? end : { a: nested(depth - 1, end) });

  expect([0, 1, 2, 5].map((depth) => accepts(nested(depth, null)))).toEqual([true, true, true, true]);
  expect([0, 1, 2, 5].map((depth) => accepts(nested(depth, 1)))).toEqual([false, false, false, false]);
  expect([1, 2, 5].map((depth) => accepts(nested(depth, {})))).toEqual([false, false, false]);
  expect([0, 1, 2].map((depth) => accepts(nested(depth, { a: null, b: null })))).toEqual([
    true,
    false,
    false,
  ]);
});

test("who refers to a recursive schema without being part of it is not recursive", () => {
  const { translate: translating, terms } = createTranslations();
  const kindOf = (schema: Json) => terms.nodeOf(translating(schema).says).kind;

  expect(kindOf({ ...(list({}) as object), maxProperties: 3 })).toBe("and");
  expect(kindOf({ properties: { a: { $ref: "#" } } })).toBe("ref");
  expect(kindOf({ properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { type: "null" } } })).toBe(
    "members",
  );
});

function translate(schema: Json, terms: Terms, budget = createBudget()): number {
  const { graph, root } = prepare(schema);
  const holds = createEvaluator(terms, budget);
  const options = { terms, budget, reading: "strict", assertsFormat: false, holds } as const;
  return createTranslator(graph, options).translate(root);
}
