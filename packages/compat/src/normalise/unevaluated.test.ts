import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { checkCompatibility } from "../check-compatibility.ts";

test("a member that a branch looks at is evaluated only where the branch holds", () => {
  const writer = object({ kind: { const: "a" }, a: {} }, ["kind"], { additionalProperties: false });
  const reader: Json = {
    anyOf: [
      object({ kind: { const: "a" }, a: {} }, ["kind"]),
      object({ kind: { const: "b" }, b: {} }, ["kind"]),
    ],
    unevaluatedProperties: false,
  };

  expect(ask(writer, reader)).toMatchObject({ status: "compatible" });
  expect(ask(object({ kind: { const: "a" } }, ["kind", "b"]), reader)).toMatchObject({
    status: "incompatible",
    witness: { kind: "a", b: null },
  });
});

test("what `not` looks at stays unevaluated", () => {
  const reader: Json = { not: { not: { properties: { a: {} } } }, unevaluatedProperties: false };

  expect(ask(object({}, ["a"]), reader)).toMatchObject({ status: "incompatible", witness: { a: null } });
  expect(ask({ type: "object", maxProperties: 0 }, reader)).toMatchObject({ status: "compatible" });
});

test("from 2020-12 on an item that `contains` accepts is evaluated, before that it is not", () => {
  const reader: Json = { contains: { type: "string" }, unevaluatedItems: false };
  const writer: Json = { type: "array", minItems: 1, items: { type: "string" } };
  const older = { dialect: "2019-09" as const };

  expect(ask(writer, reader)).toMatchObject({ status: "compatible" });
  expect(ask(writer, reader, older)).toMatchObject({ status: "incompatible", witness: [""] });
});

test("a branch that fails evaluates nothing, whatever it has counted", () => {
  const failing = { contains: { type: "object" }, minContains: 0, maxContains: 0 };
  const reader: Json = { anyOf: [failing, true], unevaluatedItems: false };

  expect(ask({ const: [{}] }, reader)).toMatchObject({ status: "incompatible", witness: [{}] });
});

test("too many branches to look at are no reason to guess", () => {
  const branches = Array.from({ length: 12 }, (_, index) => ({
    properties: { [`p${index}`]: {} },
    minProperties: index,
  }));
  const reader: Json = { anyOf: branches, unevaluatedProperties: false };

  expect(ask({ type: "object" }, reader)).toMatchObject({
    status: "undecided",
    message: expect.stringContaining("600 cases"),
  });
});

function ask(writer: Json, reader: Json, options: { readonly dialect?: "2019-09" } = {}) {
  return checkCompatibility({ writer, reader, writerView: "as-written", ...options });
}

function object(properties: Json, required: readonly string[], more: object = {}): Json {
  return { type: "object", properties, required, ...more };
}
