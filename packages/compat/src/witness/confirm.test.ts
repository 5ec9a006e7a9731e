import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { checkCompatibility as withoutDefaults } from "../check-compatibility.ts";
import { checkCompatibility } from "../index.ts";
import type { WitnessValidator } from "./confirm.ts";

const question = { writer: { type: "number" }, reader: { type: "integer" } };

/** Says of every schema but `{type: "integer"}` that it accepts. */
function validator(name: string, opinion: "agrees" | "differs" | "refuses" | "crashes"): WitnessValidator {
  return {
    name,
    compile({ schema }) {
      if (opinion === "refuses") throw new Error("what is that?");
      const isReader = JSON.stringify(schema).includes("integer");
      return () => {
        if (opinion === "crashes") throw new TypeError("inside");
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
