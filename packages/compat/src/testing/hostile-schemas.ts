import type { Json, JsonObject } from "@concordat/json";
import type { DoubtCode } from "../doubt.ts";

/**
 * Pairs that a stranger might send to keep a machine busy, made where they are asked for. What is expected of each is
 * an answer, or to be told why there is none, in so many steps. For tests only.
 */
export type HostilePair = {
  readonly name: string;
  readonly pair: () => readonly [writer: Json, reader: Json];
  readonly answer: "compatible" | "incompatible" | DoubtCode;
  readonly steps: number;
};

const many = <Made>(count: number, make: (index: number) => Made): Made[] =>
  Array.from({ length: count }, (_, index) => make(index));
const map = (count: number, make: (index: number) => readonly [string, Json]): JsonObject =>
  Object.fromEntries(many(count, make));

const patterns =
  (writer: string, reader = `${writer}x`): HostilePair["pair"] =>
  () => [
    { type: "string", pattern: writer },
    { type: "string", pattern: reader },
  ];

const described = (count: number, more: JsonObject = {}): Json => ({
  type: "object",
  properties: map(count, (at) => [
    `property_with_a_long_name_${at}`,
    { type: ["string", "null"], maxLength: 100 + at, description: "As long as such texts are." },
  ]),
  ...more,
});

const tagged = (count: number, more: JsonObject = {}): Json => ({
  oneOf: many(count, (at) => ({
    type: "object",
    required: ["tag"],
    properties: { tag: { const: `t${at}` }, [`of${at}`]: { type: "number" }, ...more },
  })),
});

const untagged = (count: number): Json => ({
  oneOf: many(count, (at) => ({
    type: "object",
    properties: { [`v${at}`]: { type: "number" }, [`w${at % 7}`]: { type: "string", minLength: at } },
  })),
});

/** A tree of definitions that all lead to each other. */
const mutual = (count: number, last: Json): Json => ({
  $ref: "#/$defs/0",
  $defs: map(count, (at) => [
    String(at),
    {
      type: "object",
      properties: {
        left: { $ref: `#/$defs/${(2 * at + 1) % count}` },
        right: { $ref: `#/$defs/${(2 * at + 2) % count}` },
        value: at === count - 1 ? last : { enum: [at, "x"] },
      },
      required: ["value"],
    },
  ]),
});

const chained = (count: number): Json => ({
  $ref: "#/$defs/0",
  $defs: map(count, (at) => [
    String(at),
    at + 1 < count
      ? { type: "object", required: ["n"], properties: { n: { $ref: `#/$defs/${at + 1}` } } }
      : { type: "string" },
  ]),
});

/** A megabyte and a half, in which every property refers to two others. */
const crossing = (count: number): Json => ({
  type: "object",
  properties: map(count, (at) => [
    `property_with_a_long_name_${at}`,
    {
      type: "object",
      properties: {
        next: { $ref: `#/properties/property_with_a_long_name_${(at + 1) % count}` },
        other: { $ref: `#/properties/property_with_a_long_name_${(7 * at + 3) % count}` },
        text: { type: "string", maxLength: at + 1 },
      },
    },
  ]),
});

const absent = (count: number, more: JsonObject = {}): Json => ({
  type: "object",
  properties: map(count, (at) => [
    `property_${at}`,
    { $ref: `https://absent.example/${at % 50}#/definitions/${at}` },
  ]),
  ...more,
});

const eitherOfTwo = (count: number): JsonObject => ({
  type: "object",
  allOf: many(count, (at) => ({ anyOf: [{ required: [`a${at}`] }, { required: [`b${at}`] }] })),
});

/** Each level uses the one below twice: 2ⁿ ways down. */
const doubled = (count: number): Json => ({
  $ref: `#/$defs/${count}`,
  $defs: {
    "0": { type: "string" },
    ...map(count, (at) => [
      String(at + 1),
      {
        anyOf: [
          { allOf: [{ $ref: `#/$defs/${at}` }, { minLength: at }] },
          { allOf: [{ $ref: `#/$defs/${at}` }, { maxLength: 2 * at }] },
        ],
      },
    ]),
  },
});

const values = (count: number, of: (index: number) => Json): Json => ({ enum: many(count, of) });
const conditions = (count: number): Json => ({
  allOf: many(count, (at) => ({
    if: { properties: { kind: { const: at } }, required: ["kind"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword
    then: { required: [`of${at}`] },
  })),
});

export const hostilePairs: readonly HostilePair[] = [
  {
    name: "a thousand properties",
    pair: () => [described(1001), described(1001, { minProperties: 500 })],
    answer: "incompatible",
    steps: 100_000,
  },
  {
    name: "a thousand that are required",
    pair: () => [
      described(1001, { required: many(1001, (at) => `property_with_a_long_name_${at}`) }),
      described(1000),
    ],
    answer: "compatible",
    steps: 100_000,
  },
  {
    name: "ten thousand values",
    pair: () => [values(10_001, (at) => `v${at}`), values(10_000, (at) => `v${at}`)],
    answer: "incompatible",
    steps: 150_000,
  },
  {
    name: "a hundred thousand values, and a pattern for them",
    pair: () => [values(100_000, (at) => `value ${at}`), { pattern: "^value [0-9]+$" }],
    answer: "compatible",
    steps: 900_000,
  },
  {
    name: "a hundred thousand numbers",
    pair: () => [{ type: "integer", minimum: 0, maximum: 100_000 }, values(100_000, (at) => at)],
    answer: "incompatible",
    steps: 600_000,
  },
  {
    name: "two thousand objects as values",
    pair: () => [
      values(2001, (id) => ({ id, name: `v${id}` })),
      {
        type: "object",
        required: ["id", "name"],
        properties: { id: { type: "integer" }, name: { pattern: "^v" } },
      },
    ],
    answer: "compatible",
    steps: 250_000,
  },
  {
    name: "257 alternatives",
    pair: () => [
      { anyOf: many(257, (at) => ({ type: "string", pattern: `^a{${at + 1}}$` })) },
      { type: "string", minLength: 1 },
    ],
    answer: "compatible",
    steps: 100_000,
  },
  {
    name: "257 divisors, exactly one of which divides",
    pair: () => [
      { oneOf: many(257, (at) => ({ multipleOf: at + 2 })) },
      { oneOf: many(256, (at) => ({ multipleOf: at + 2 })) },
    ],
    answer: "compatible",
    steps: 100_000,
  },
  {
    name: "2³⁰ ways, all of them alike",
    pair: () => [doubled(30), { type: "string", minLength: 3 }],
    answer: "incompatible",
    steps: 20_000,
  },
  {
    name: "2³⁰ ways that are each too long by one",
    pair: () => [{ ...eitherOfTwo(30), maxProperties: 29 }, false],
    answer: "BUDGET_SPENT",
    steps: 1_100_000,
  },
  {
    name: "unique objects, more than there are",
    pair: () => [
      {
        type: "array",
        uniqueItems: true,
        minItems: 200,
        items: {
          type: "object",
          properties: { a: { enum: many(50, (at) => at) }, b: { type: "boolean" } },
          required: ["a", "b"],
          additionalProperties: false,
        },
      },
      false,
    ],
    answer: "compatible",
    steps: 1_000_000,
  },
  {
    name: "a million unique objects",
    pair: () => [{ type: "array", uniqueItems: true, minItems: 1_000_000, items: { type: "object" } }, false],
    answer: "BUDGET_SPENT",
    steps: 1_100_000,
  },
  {
    name: "a tagged union of two hundred",
    pair: () => [tagged(200), tagged(201)],
    answer: "compatible",
    steps: 100_000,
  },
  {
    name: "a tagged union of two hundred, one taken away",
    pair: () => [tagged(200), tagged(199)],
    answer: "incompatible",
    steps: 100_000,
  },
  {
    name: "a tagged union of two hundred, all narrowed",
    pair: () => [tagged(200), tagged(200, { more: { type: "string" } })],
    answer: "incompatible",
    steps: 100_000,
  },
  {
    name: "a union of two hundred that overlap",
    pair: () => [untagged(200), untagged(201)],
    answer: "incompatible",
    steps: 300_000,
  },
  {
    name: "a union of two hundred lengths",
    pair: () => [
      { oneOf: many(200, (at) => ({ type: "string", minLength: at, maxLength: at + 3 })) },
      { type: "string", maxLength: 150 },
    ],
    answer: "incompatible",
    steps: 100_000,
  },
  {
    name: "two hundred conditions on a tag",
    pair: () => [conditions(200), conditions(201)],
    answer: "incompatible",
    steps: 100_000,
  },
  {
    name: "five thousand levels",
    pair: () => [many(5000, () => 0).reduce<Json>((inner) => ({ properties: { a: inner } }), {}), {}],
    answer: "NESTED_TOO_DEEPLY",
    steps: 10_000,
  },
  {
    name: "a hundred negations",
    pair: () => [
      many(101, () => 0).reduce<Json>((inner) => ({ not: inner }), { type: "string" }),
      { type: "number" },
    ],
    answer: "incompatible",
    steps: 10_000,
  },
  {
    name: "three hundred definitions that lead to each other",
    pair: () => [mutual(300, { enum: [1] }), mutual(300, { enum: [1, 2] })],
    answer: "compatible",
    steps: 300_000,
  },
  {
    name: "a chain of definitions that ends in another text",
    pair: () => [chained(40), chained(41)],
    answer: "incompatible",
    steps: 20_000,
  },
  {
    name: "eight thousand properties that refer to each other",
    pair: () => [crossing(8000), crossing(8000)],
    answer: "BUDGET_SPENT",
    steps: 1_100_000,
  },
  {
    name: "a thousand properties that refer to each other",
    pair: () => [crossing(1000), crossing(1000)],
    answer: "compatible",
    steps: 300_000,
  },
  {
    name: "ten thousand references to what nobody has",
    pair: () => [absent(10_000), absent(10_000, { required: ["property_0"] })],
    answer: "incompatible",
    steps: 400_000,
  },
  {
    name: "ten thousand of them, and room for three",
    pair: () => [absent(10_000), absent(10_000, { maxProperties: 3 })],
    answer: "incompatible",
    steps: 500_000,
  },
  { name: "(a+)+$", pair: patterns("(a+)+$"), answer: "incompatible", steps: 5000 },
  { name: "(a|a)*b", pair: patterns("(a|a)*b"), answer: "incompatible", steps: 5000 },
  { name: "(a?){30}a{30}", pair: patterns("(a?){30}a{30}"), answer: "incompatible", steps: 20_000 },
  { name: ".*.*.*=", pair: patterns(".*.*.*=", "^.*=$"), answer: "incompatible", steps: 5000 },
  { name: "(((a*)*)*)*b", pair: patterns("((((((a*)*)*)*)*)*)*b$"), answer: "incompatible", steps: 5000 },
  {
    name: "[a-z]{0,1000}",
    pair: patterns("^[a-z]{0,1000}$", "^[a-z]{0,999}$"),
    answer: "incompatible",
    steps: 50_000,
  },
  { name: "x{1000} anywhere", pair: patterns("x{1000}"), answer: "BUDGET_SPENT", steps: 300_000 },
  {
    name: "a million times x",
    pair: patterns("(?:x{1000}){1000}"),
    answer: "PATTERN_IRREGULAR",
    steps: 300_000,
  },
  {
    name: "2²⁰ states",
    pair: patterns("^(a|b)*a(a|b){20}$", "^(a|b)*b(a|b){20}$"),
    answer: "BUDGET_SPENT",
    steps: 300_000,
  },
  {
    name: "an address of a page",
    pair: patterns(
      "^https?:\\/\\/[-a-z0-9@:%._+~#=]{1,256}\\.[a-z0-9()]{1,6}\\b([-a-z0-9()@:%_+.~#?&//=]*)$",
      "^https?:\\/\\/[-a-z0-9@:%._+~#=]{1,255}\\.[a-z0-9()]{1,6}\\b([-a-z0-9()@:%_+.~#?&//=]*)$",
    ),
    answer: "incompatible",
    steps: 300_000,
  },
  {
    name: "a megabyte of pattern",
    pair: () => [{ pattern: "x".repeat(1_000_000) }, { pattern: "y" }],
    answer: "PATTERN_IRREGULAR",
    steps: 10_000,
  },
  {
    name: "a hundred patterns for names",
    pair: () => [
      {
        patternProperties: map(100, (at) => [
          `^[a-z]{${at}}.*${at}`,
          { type: at % 2 === 0 ? "number" : "string" },
        ]),
      },
      { minProperties: 1 },
    ],
    answer: "incompatible",
    steps: 100_000,
  },
  {
    name: "a megabyte of text as a value",
    pair: () => [{ const: "x".repeat(1_000_000) }, { maxLength: 999_999 }],
    answer: "incompatible",
    steps: 10_000,
  },
  {
    name: "texts of a billion characters",
    pair: () => [{ type: "string", minLength: 1e9 }, { maxLength: 10 }],
    answer: "BUDGET_SPENT",
    steps: 300_000,
  },
  {
    name: "arrays of a billion items",
    pair: () => [{ type: "array", minItems: 1e9 }, { type: "object" }],
    answer: "BUDGET_SPENT",
    steps: 1_100_000,
  },
  {
    name: "objects of a million members",
    pair: () => [{ type: "object", minProperties: 1e6 }, { maxProperties: 10 }],
    answer: "BUDGET_SPENT",
    steps: 1_100_000,
  },
  {
    name: "multiples of 1e-300",
    pair: () => [{ type: "number", multipleOf: 1e-300 }, { multipleOf: 3e-300 }],
    answer: "incompatible",
    steps: 5000,
  },
  {
    name: "multiples near 1e308",
    pair: () => [
      { type: "number", minimum: 1e308, multipleOf: 7e-20 },
      { type: "integer", multipleOf: 3 },
    ],
    answer: "incompatible",
    steps: 5000,
  },
  {
    name: "multiples of none of forty primes",
    pair: () => [
      {
        type: "integer",
        minimum: 2,
        maximum: 1e15,
        not: { anyOf: primes.map((multipleOf) => ({ multipleOf })) },
      },
      { maximum: 100 },
    ],
    answer: "incompatible",
    steps: 50_000,
  },
];

const primes = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
  107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173,
];
