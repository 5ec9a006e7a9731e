import type { Json } from "@concordat/json";
import { describe, expect, test } from "vitest";
import { checkCompatibility, checkWithin, findBreak } from "./check-compatibility.ts";
import { checkWithin as withinSteps, checkCompatibility as withValidators } from "./index.ts";
import { isSatisfiable } from "./is-satisfiable.ts";

const object = (properties: Json, more: object = {}): Json & object => ({
  type: "object",
  properties,
  ...more,
});
const text = { type: "string" };

describe("what people do to an event contract, writers sending declared members only", () => {
  test.each<[string, Json, Json, "compatible" | { witness: Json }]>([
    ["an optional property is added", object({ a: text }), object({ a: text, b: text }), "compatible"],
    ["an optional property is removed", object({ a: text, b: text }), object({ a: text }), "compatible"],
    [
      "a required property is added",
      object({ a: text }),
      object({ a: text, b: text }, { required: ["b"] }),
      { witness: {} },
    ],
    [
      "a type is widened",
      object({ a: { type: "integer" } }),
      object({ a: { type: "number" } }),
      "compatible",
    ],
    [
      "a type is narrowed",
      object({ a: { type: "number" } }),
      object({ a: { type: "integer" } }),
      { witness: { a: 0.1 } },
    ],
    ["an enum grows", { enum: ["a"] }, { enum: ["a", "b"] }, "compatible"],
    ["an enum shrinks", { enum: ["a", "b"] }, { enum: ["a"] }, { witness: "b" }],
    ["a bound is loosened", { maximum: 5 }, { maximum: 6 }, "compatible"],
    ["a bound is tightened", { type: "integer", maximum: 6 }, { maximum: 5 }, { witness: 6 }],
  ])("%s", (_change, writer, reader, expected) => {
    const verdict = checkCompatibility({ writer, reader });

    if (expected === "compatible") expect(verdict).toEqual({ assumption: "closed", status: "compatible" });
    else expect(verdict).toMatchObject({ status: "incompatible", isComplete: true, ...expected });
  });
});

test("taken as written, a writer may send any member, and so a new optional one can break", () => {
  const [writer, reader] = [object({ a: text }), object({ a: text, b: text })];

  expect(checkCompatibility({ writer, reader, writerView: "as-written" })).toMatchObject({
    status: "incompatible",
    assumption: "as-written",
    witness: { b: null },
  });
});

describe("in two halves", () => {
  const reader = object({ a: text }, { required: ["a"] });
  const asked: Json[] = [];
  const validators = ["one", "two"].map((name) => ({
    name,
    compile: ({ schema }: { readonly schema: Json }) => {
      asked.push(schema);
      return () => schema !== reader;
    },
  }));

  test("a break is found before anybody is asked, and explained as it would be in one", () => {
    const question = { writer: object({ a: text }), reader, validators };
    const half = findBreak(question);

    expect(asked).toEqual([]);
    expect(half.status === "broken" && half.explain(validators)).toEqual(checkCompatibility(question));
    expect(half.status === "broken" && half.explain(validators)).toMatchObject({
      status: "incompatible",
      confirmedBy: ["one", "two"],
    });
  });

  test("whom nobody confirms is undecided in the second half", () => {
    const nobody = validators.map(({ name }) => ({ name, compile: () => () => true }));
    const half = findBreak({ writer: object({ a: text }), reader });

    expect(half.status === "broken" && half.explain(nobody)).toMatchObject({
      status: "undecided",
      reason: "VALIDATORS_DISAGREE",
      assumption: "closed",
    });
  });

  test.each<[string, Json, Json]>([
    ["a proof", reader, object({ a: text })],
    ["a doubt", { $ref: "https://absent.example/a" }, text],
  ])("%s needs no second", (_what, writer, accepting) => {
    expect(findBreak({ writer, reader: accepting })).toEqual(
      checkCompatibility({ writer, reader: accepting }),
    );
  });
});

test.each([
  ["https://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-07/schema#"],
  ["https://json-schema.org/draft-04/schema", "http://json-schema.org/draft-04/schema"],
  ["http://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2020-12/schema"],
  ["http://json-schema.org/draft/2019-09/schema#", "https://json-schema.org/draft/2019-09/schema"],
])(
  "%s says the same as the spelling of the specification, to two validators as well",
  ($schema, canonical) => {
    const writer = object({ a: { $ref: "#/definitions/a" } }, { definitions: { a: text }, $schema });
    const reader = object(
      { a: { $ref: "#/definitions/a" } },
      { definitions: { a: { type: "null" } }, $schema },
    );
    const verdict = withValidators({ writer, reader });

    expect(verdict).toMatchObject({
      status: "incompatible",
      confirmedBy: [expect.any(String), expect.any(String)],
    });
    expect(verdict).toEqual(
      withValidators({
        writer: { ...writer, $schema: canonical } as Json,
        reader: { ...reader, $schema: canonical } as Json,
      }),
    );
    expect(withValidators({ writer, reader: writer })).toMatchObject({ status: "compatible" });
  },
);

test("a recursive schema is compared by what it means, not by how often it is unrolled", () => {
  const list = (value: Json): Json => ({
    $ref: "#/$defs/list",
    $defs: { list: object({ value, next: { $ref: "#/$defs/list" } }, { required: ["value"] }) },
  });

  expect(
    checkCompatibility({ writer: list({ type: "integer" }), reader: list({ type: "number" }) }).status,
  ).toBe("compatible");
  expect(
    checkCompatibility({ writer: list({ type: "number" }), reader: list({ type: "integer" }) }),
  ).toMatchObject({ witness: { value: 0.1 } });
});

test("old and new may speak different drafts", () => {
  const writer = { $schema: "http://json-schema.org/draft-04/schema#", minimum: 1, exclusiveMinimum: true };
  const reader = { $schema: "https://json-schema.org/draft/2020-12/schema", exclusiveMinimum: 1 };

  expect(checkCompatibility({ writer, reader }).status).toBe("compatible");
  expect(checkCompatibility({ writer: reader, reader: writer }).status).toBe("compatible");
});

test("what validators read differently must hold in both readings", () => {
  const dialect = "draft-07" as const;
  const definitions = { a: { type: "string" } };
  const hiding = { $ref: "#/definitions/a", maxLength: 3, definitions };
  const ask = (writer: Json, reader: Json) => checkCompatibility({ writer, reader, dialect });

  expect(ask(hiding, { type: "string" }).status).toBe("compatible");
  expect(ask(hiding, { maxLength: 2 })).toMatchObject({ status: "incompatible", witness: "aaa" });
  expect(ask(hiding, { maxLength: 3 })).toEqual({
    status: "undecided",
    assumption: "closed",
    reason: "READING_AMBIGUOUS",
    message: 'it depends on how this is read: "maxLength" beside "$ref" in draft-07',
  });
});

test("the same missing document on both sides cancels; anything that hangs on it is undecided", () => {
  const remote = { $ref: "https://elsewhere.example/a" };
  // What such a writer declares nobody knows, so it can only be taken as written.
  const ask = (writer: Json, reader: Json) =>
    checkCompatibility({ writer, reader, writerView: "as-written" }).status;

  expect(ask({ allOf: [remote, text] }, remote)).toBe("compatible");
  expect(ask(text, remote)).toBe("undecided");
  expect(ask(remote, text)).toBe("undecided");
});

test("a missing document whose meaning may depend on who refers to it does not cancel", () => {
  const remote = { $ref: "https://elsewhere.example/a", $dynamicAnchor: "node" };

  expect(checkCompatibility({ writer: remote, reader: remote, writerView: "as-written" }).status).toBe(
    "undecided",
  );
});

test("two schemas under one identifier are undecided", () => {
  const $defs = { a: { $id: "https://e.example/x" }, b: { $id: "https://e.example/x", type: "string" } };

  expect(checkCompatibility({ writer: { $defs }, reader: {} })).toMatchObject({
    status: "undecided",
    message: expect.stringContaining("https://e.example/x"),
  });
});

test("a schema in which nobody finds a meaning is undecided, with the place", () => {
  expect(checkCompatibility({ writer: { $ref: "#" }, reader: {} })).toMatchObject({
    status: "undecided",
    message: expect.stringContaining("#/$ref"),
  });
  expect(checkCompatibility({ writer: { type: "strnig" }, reader: { type: "string" } })).toMatchObject({
    status: "undecided",
    message: expect.stringContaining('"type" must be'),
  });
});

test("nesting that no strict parser would let through is undecided, and costs nothing", () => {
  let schema: Json = { type: "string" };
  for (let level = 0; level < 20_000; level++) schema = { not: schema };

  expect(checkCompatibility({ writer: schema, reader: schema })).toMatchObject({
    status: "undecided",
    message: expect.stringContaining("256 levels"),
  });
});

test("a spent budget is an answer, and the same one each time", () => {
  const writer = { type: "array", minItems: 2000 };
  const ask = () => checkCompatibility({ writer, reader: { minItems: 2001 }, budget: 500 });

  expect(ask()).toMatchObject({ status: "undecided", message: expect.stringContaining("500 steps") });
  expect(ask()).toEqual(ask());
});

test("whether a schema lets anything through, with an example", () => {
  expect(isSatisfiable({ type: "string", minLength: 2 })).toEqual({ status: "satisfiable", example: "aa" });
  expect(isSatisfiable({ type: "integer", exclusiveMinimum: 1, exclusiveMaximum: 2 })).toEqual({
    status: "unsatisfiable",
  });
});

test("what a missing document says does not matter where the value breaks something else", () => {
  const remote = { $ref: "https://elsewhere.example/a#/definitions/b" };
  const verdict = withValidators({
    writer: { allOf: [{ type: ["string", "null"] }, { anyOf: [remote, { type: "null" }] }] },
    reader: { allOf: [remote, text] },
    writerView: "as-written",
  });

  expect(verdict).toMatchObject({ status: "incompatible", witness: null, confirmedBy: ["cfworker", "ajv"] });
});

test("the official meta-schemas are at hand", () => {
  const writer = { $ref: "http://json-schema.org/draft-07/schema" };
  const ask = (reader: Json) => withValidators({ writer, reader, writerView: "as-written" });

  expect(ask({ type: ["object", "boolean"] }).status).toBe("compatible");
  expect(ask({ type: "object" })).toMatchObject({ status: "incompatible", witness: false });
});

test("what is wrong in a document that nobody refers to harms nobody", () => {
  const resolve = new Map([["https://elsewhere.example/a", { properties: { a: { $ref: "#nowhere" } } }]]);

  expect(
    checkCompatibility({ writer: { type: "number" }, reader: { type: "integer" }, resolve }),
  ).toMatchObject({
    status: "incompatible",
    witness: 0.1,
  });
});

test("a break that took nearly all steps to find is still told, with what could be found out about it", () => {
  const properties = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`p${at}`, { maximum: at }]));
  const tighter = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`p${at}`, { maximum: at - 1 }]));
  const ask = (budget: number) =>
    checkCompatibility({ writer: { properties }, reader: { properties: tighter }, budget });
  const whole = ask(1_000_000);
  const statuses = Array.from({ length: 60 }, (_, at) => ask(500 + 100 * at));

  expect(whole).toMatchObject({ status: "incompatible", isComplete: true });
  expect(statuses.some((verdict) => verdict.status === "incompatible" && !verdict.isComplete)).toBe(true);
  for (const verdict of statuses) {
    if (verdict.status === "undecided") expect(verdict.reason).toBe("BUDGET_SPENT");
    else expect(verdict).toMatchObject({ status: "incompatible", witness: expect.anything() });
  }
});

test("a closed writer with documents of its own is confirmed by the first two validators", () => {
  const resolve = new Map<string, Json>([
    ["https://e.example/text", { $id: "https://e.example/text", type: "string" }],
  ]);
  const writer = object({ a: { $ref: "https://e.example/text" } });

  expect(withValidators({ writer, reader: object({ a: { maxLength: 3 } }), resolve })).toMatchObject({
    status: "incompatible",
    confirmedBy: ["cfworker", "ajv"],
  });
});

test("what a writer declares in a missing document is not known", () => {
  const verdict = checkCompatibility({ writer: { $ref: "https://elsewhere.example/a" }, reader: text });

  expect(verdict).toMatchObject({ status: "undecided", reason: "REFERENCE_UNKNOWN" });
});

test("a relative reference may name one file here and another there; an absolute one names itself", () => {
  const same = (reference: Json) =>
    checkCompatibility({ writer: reference, reader: reference, writerView: "as-written" });

  expect(same({ $ref: "urn:example:text" }).status).toBe("compatible");
  expect(same({ $ref: "text.json#/definitions/a" })).toMatchObject({
    status: "undecided",
    reason: "REFERENCE_UNKNOWN",
    at: { pointer: "" },
  });
});

test("a closed writer of thousands of branches or overlapping patterns is given up in time", {
  timeout: 60_000,
}, () => {
  const many = <Made>(count: number, make: (at: number) => Made): Made[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const inner = (at: number): Json => ({ properties: { [`q${at}`]: {} } });
  for (const writer of [
    { allOf: many(4000, inner) },
    { properties: { a: {} }, anyOf: many(5000, (at) => ({ required: [`r${at}`] })) },
    { patternProperties: Object.fromEntries(many(4000, (at) => [`a${at}`, inner(at)])) },
  ])
    expect(checkCompatibility({ writer, reader: { ...writer, required: ["z"] } })).toMatchObject({
      status: "undecided",
      reason: "BUDGET_SPENT",
    });
});

test("the two sides may mean different documents by one URI", () => {
  const uri = "https://example.com/amount";
  const [writer, reader] = [{ $ref: uri }, { $ref: uri }];
  const resolve = new Map<string, Json>([[uri, { type: "number" }]]);
  const resolveReader = new Map<string, Json>([[uri, { type: "integer" }]]);

  expect(checkCompatibility({ writer, reader, resolve })).toMatchObject({ status: "compatible" });
  expect(checkCompatibility({ writer, reader, resolve, resolveReader })).toMatchObject({
    status: "incompatible",
    witness: 0.1,
  });
});

test("within few steps there is the same verdict as within many, or none", () => {
  const [writer, reader] = [object({ a: text, b: { type: "number" } }), object({ a: text, b: text })];
  const verdict = withValidators({ writer, reader });
  const answers = [1, 50, 400, 2000, 20_000, 100_000].map((steps) => withinSteps(steps, { writer, reader }));
  const first = answers.findIndex((answer) => answer !== undefined);

  expect(first).toBeGreaterThan(0);
  expect(answers.slice(first)).toEqual(answers.slice(first).map(() => verdict));
  expect(checkWithin(1, { writer, reader })).toBeUndefined();
});
