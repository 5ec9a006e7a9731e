import { type Json, parseJson } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import { secondOpinion } from "@concordat/validator/second-opinion";
import { expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

type Given = { readonly text: string; readonly schema: Json };
type Expect = { readonly valid: boolean };

test.each(readCases<Given, Expect>("numbers/judged"))("$name", async ({ given, expect: { valid } }) => {
  const value = parseJson(given.text);

  expect(createValidator(given.schema)(value).valid).toBe(valid);
  expect(await secondOpinion(given.schema, value)).toEqual([
    { by: "hyperjump", valid },
    { by: "cfworker", valid },
  ]);
});
