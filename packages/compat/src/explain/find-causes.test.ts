import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { checkCompatibility } from "../index.ts";
import type { Incompatible } from "../verdict.ts";

function broken(writer: Json, reader: Json, more: object = {}): Incompatible {
  const verdict = checkCompatibility({ writer, reader, ...more });
  if (verdict.status !== "incompatible") throw new Error(JSON.stringify(verdict));
  return verdict;
}

const text = { type: "string" };

test("of more than a hundred causes a hundred are told, and that there are more", () => {
  const names = Array.from({ length: 102 }, (_, at) => `n${at}`);
  const members = (most: number) => ({
    properties: Object.fromEntries(names.map((name) => [name, { type: "integer", maximum: most }])),
  });
  const { findings, isComplete } = broken(members(9), members(5));

  expect(isComplete).toBe(false);
  expect(findings).toHaveLength(100);
});

test("exactly as many as are told is all there is", () => {
  const names = ["a", "b", "c"];
  const { findings, isComplete } = broken({ type: "object" }, { type: "object", required: names });

  expect(isComplete).toBe(true);
  expect(findings.map(({ at }) => at.reader.pointer)).toEqual(["/required/0", "/required/1", "/required/2"]);
});

test("causes that every value of the writer meets at once are still told one by one", () => {
  const { findings, isComplete } = broken(
    { const: { a: 1, b: 2 } },
    { properties: { a: text, b: { maximum: 1 } } },
  );

  expect(isComplete).toBe(true);
  expect(findings.map(({ at, witness }) => [at.reader.pointer, witness])).toEqual([
    ["/properties/a/type", { a: 1, b: 2 }],
    ["/properties/b/maximum", { a: 1, b: 2 }],
  ]);
});

test("each name that the writer declares and a closed object refuses is a cause of its own", () => {
  const writer = { type: "object", properties: { a: {}, b: {}, c: {} } };
  const reader = { type: "object", properties: { a: {} }, additionalProperties: false };
  const { findings } = broken(writer, reader);

  expect(findings.map(({ rule, message }) => [rule, message.split(" ")[0]])).toEqual([
    ["property-removed", '"b"'],
    ["property-removed", '"c"'],
  ]);
});

test("a name that is only declared elsewhere in the writer is no removed one", () => {
  const writer = { type: "object", properties: { a: { properties: { b: {} } } }, additionalProperties: text };
  const reader = { type: "object", properties: { a: {} }, additionalProperties: false };

  expect(broken(writer, reader).findings.map(({ rule }) => rule)).toEqual(["content-closed"]);
});

test("under two readings nothing is said to be complete", () => {
  const dialect = "draft-07";
  const hiding = {
    definitions: { a: {} },
    properties: { a: { $ref: "#/definitions/a", maximum: 3 }, b: { type: "integer" } },
  };
  const { isComplete, findings } = broken(
    { properties: { a: { type: "null" }, b: { type: "number" } } },
    hiding,
    { dialect },
  );

  expect(isComplete).toBe(false);
  expect(findings.map(({ at }) => at.reader.pointer)).toContain("/properties/b/type");
});

test("a witness of one cause shows the place where its own value breaks it", () => {
  const item = (most: number): Json => ({ items: { type: "integer", minimum: 0, maximum: most } });
  const { findings } = broken(item(9), item(5));

  expect(findings).toMatchObject([
    { at: { instance: "/0", reader: { pointer: "/items/maximum" } }, witness: [6] },
  ]);
});
