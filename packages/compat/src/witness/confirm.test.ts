import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { checkCompatibility as withoutDefaults } from "../check-compatibility.ts";
import { checkCompatibility } from "../index.ts";
import type { WitnessValidator } from "./confirm.ts";

const question = { writer: { type: "number" }, reader: { type: "integer" } };

/** Says of every schema but `{type: "integer"}` that it accepts. */
function validator(
  name: string,
  opinion: "agrees" | "differs" | "denies" | "refuses" | "crashes",
): WitnessValidator {
  return {
    name,
    compile({ schema }) {
      if (opinion === "refuses") throw new Error("what is that?");
      const isReader = JSON.stringify(schema).includes("integer");
      return () => {
        if (opinion === "crashes") throw new TypeError("inside");
        if (opinion === "denies") return false;
        return opinion === "differs" || !isReader;
      };
    },
  };
}

test.each<[string, readonly WitnessValidator[], readonly string[] | undefined]>([
  ["two agree", [validator("a", "agrees"), validator("b", "agrees")], ["a", "b"]],
  [
    "the third decides",
    [validator("a", "agrees"), validator("b", "differs"), validator("c", "agrees")],
    ["a", "c"],
  ],
  [
    "one that refuses the schema, or crashes on the value, has no opinion",
    [
      validator("a", "refuses"),
      validator("b", "crashes"),
      validator("c", "agrees"),
      validator("d", "agrees"),
    ],
    ["c", "d"],
  ],
  [
    "one that refuses the value under the writer, too, does not agree",
    [validator("a", "denies"), validator("b", "agrees"), validator("c", "agrees")],
    ["b", "c"],
  ],
  [
    "one of three is too few",
    [validator("a", "agrees"), validator("b", "differs"), validator("c", "refuses")],
    undefined,
  ],
  ["of one, that one", [validator("a", "agrees")], ["a"]],
  ["of one that differs, none", [validator("a", "differs")], undefined],
  ["nobody is asked, and nobody named", [], []],
])("%s", (_what, validators, confirmedBy) => {
  const verdict = withoutDefaults({ ...question, validators });

  if (confirmedBy !== undefined) expect(verdict).toMatchObject({ status: "incompatible", confirmedBy });
  else expect(verdict).toMatchObject({ status: "undecided", reason: "VALIDATORS_DISAGREE" });
});

test("whoever lets a value pass that the closed writer does not send, does not agree", () => {
  const sees = (name: string, what: "all" | "no closing"): WitnessValidator => ({
    name,
    compile({ schema }) {
      const text = JSON.stringify(schema);
      if (text.includes("integer")) return () => false;
      return () => text.includes("number") || what === "all";
    },
  });
  const closed = {
    writer: { properties: { a: { type: "number" } } },
    reader: { properties: { a: { type: "integer" } } },
  };
  const ask = (...validators: WitnessValidator[]) => withoutDefaults({ ...closed, validators });

  expect(ask(sees("a", "all"), sees("b", "all"))).toMatchObject({ confirmedBy: ["a", "b"] });
  expect(ask(sees("a", "no closing"), sees("b", "all"), sees("c", "all"))).toMatchObject({
    confirmedBy: ["b", "c"],
  });
  expect(ask(sees("a", "no closing"), sees("b", "all"))).toMatchObject({ status: "undecided" });
});

test("who is not needed is not asked", () => {
  let asked = 0;
  const counting: WitnessValidator = {
    name: "late",
    compile: () => {
      asked += 1;
      return () => true;
    },
  };
  withoutDefaults({
    ...question,
    validators: [validator("a", "agrees"), validator("b", "agrees"), counting],
  });

  expect(asked).toBe(0);
});

test("another value is tried where validators differ about the first", () => {
  const onlyLarge = (name: string): WitnessValidator => ({
    name,
    compile({ schema }) {
      const isReader = JSON.stringify(schema).includes("integer");
      return (value: Json) => !isReader || !(typeof value === "number" && Math.abs(value) > 0.15);
    },
  });
  const verdict = withoutDefaults({ ...question, validators: [onlyLarge("a"), onlyLarge("b")] });

  expect(verdict).toMatchObject({ status: "incompatible", confirmedBy: ["a", "b"] });
});

test("three validators are at hand by default, and the third is asked where the first two differ", () => {
  // Cfworker does not follow this reference and lets everything pass.
  const reader = {
    items: { $dynamicRef: "#item" },
    $defs: { item: { $dynamicAnchor: "item", type: "string" } },
  };

  expect(checkCompatibility(question)).toMatchObject({ confirmedBy: ["cfworker", "ajv"] });
  expect(checkCompatibility({ writer: { items: { type: "null" } }, reader })).toMatchObject({
    status: "incompatible",
    witness: [null],
    confirmedBy: ["ajv", "hyperjump"],
  });
});

const tooMuch = {
  status: "undecided",
  reason: "BUDGET_SPENT",
  message: expect.stringContaining("too much work for validators"),
};

test("validators are not let loose on what would take them for ever", () => {
  const writer = { type: "string", minLength: 40, pattern: "^a*$" };
  const doubled = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => {
      const below = { $ref: `#/$defs/${at}` };
      return [String(at + 1), { anyOf: [{ allOf: [below, { minLength: 1 }] }, { allOf: [below] }] }];
    }),
  );

  for (const reader of [
    { allOf: [{ maxLength: 3 }, { pattern: "^(a+)+b$" }] },
    { allOf: [{ maxLength: 3 }, { $ref: "#/$defs/40" }], $defs: { "0": { type: "string" }, ...doubled } },
  ])
    expect(checkCompatibility({ writer, reader })).toMatchObject(tooMuch);
});

test("of a schema with thousands of properties they are shown those that the witness has", () => {
  const wide = (most: number): Json => ({
    type: "object",
    properties: Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [`p${at}`, { type: "string", maxLength: at === 7 ? most : 9 }]),
    ),
  });
  const sizes: number[] = [];
  const measuring = (name: string): WitnessValidator => ({
    name,
    compile({ schema }) {
      sizes.push(JSON.stringify(schema).length);
      return () => !JSON.stringify(schema).includes('"maxLength":5');
    },
  });
  const question = { writer: wide(9), reader: wide(5), validators: [measuring("a"), measuring("b")] };

  expect(withoutDefaults(question)).toMatchObject({ confirmedBy: ["a", "b"], isComplete: true });
  expect(Math.max(...sizes)).toBeLessThan(1000);
});

test("where the witness has them all, nobody is asked, and that is said", () => {
  const names = Array.from({ length: 3000 }, (_, at) => `p${at}`);
  const wide = (type: string): Json => ({
    type: "object",
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { type: name === "p7" ? type : "string" }])),
  });
  let asked = 0;
  const counting: WitnessValidator = {
    name: "asked",
    compile: () => {
      asked += 1;
      return () => true;
    },
  };

  const verdict = withoutDefaults({
    writer: wide("number"),
    reader: wide("integer"),
    writerView: "as-written",
    validators: [counting, counting],
  });

  expect(verdict).toMatchObject(tooMuch);
  expect(asked).toBe(0);
});
