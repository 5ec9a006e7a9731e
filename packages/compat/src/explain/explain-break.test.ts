import type { Json } from "@concordat/json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCompatibility } from "../index.ts";
import { arbitrarySchema } from "../testing/arbitrary-schema.ts";
import type { Cause } from "../verdict.ts";

const text = { type: "string" };
const object = (properties: Json, more: object = {}): Json => ({ type: "object", properties, ...more });

function findingsOf(writer: Json, reader: Json, more: object = {}): readonly Cause[] {
  const verdict = checkCompatibility({ writer, reader, ...more });
  if (verdict.status !== "incompatible") throw new Error(verdict.status);
  return verdict.findings;
}

function told(question: Parameters<typeof checkCompatibility>[0]): readonly [boolean, number] {
  const verdict = checkCompatibility(question);
  if (verdict.status !== "incompatible") throw new Error(verdict.status);
  return [verdict.isComplete, verdict.findings.length];
}

test("each independent cause is a finding, with a witness that breaks by it alone", () => {
  const writer = object({ id: text, n: { maximum: 9 }, gone: text }, { required: ["id"] });
  const reader = object(
    { id: text, n: { maximum: 5 }, fresh: text },
    { required: ["id", "fresh"], additionalProperties: false },
  );
  const findings = findingsOf(writer, reader);

  expect(findings.map(({ rule, at }) => [rule, at.reader.pointer, at.instance])).toEqual([
    ["property-required", "/required/1", ""],
    ["bound-tightened", "/properties/n/maximum", "/n"],
    ["property-removed", "/additionalProperties", ""],
  ]);
});

test("what is refused for one reason at several places is one finding", () => {
  const money = (maximum: number): Json => ({ type: "object", properties: { cents: { maximum } } });
  const order = (maximum: number) =>
    object(
      { net: { $ref: "#/$defs/money" }, gross: { $ref: "#/$defs/money" } },
      { $defs: { money: money(maximum) } },
    );

  expect(findingsOf(order(9), order(5)).map(({ at }) => at)).toEqual([
    {
      writer: expect.objectContaining({ pointer: "/$defs/money/properties/cents/maximum" }),
      reader: expect.objectContaining({ pointer: "/$defs/money/properties/cents/maximum" }),
      instance: "/net/cents",
    },
  ]);
});

test("a cause inside a recursive schema is found once, however deep it may lie", () => {
  const tree = (type: string): Json => ({
    $ref: "#/$defs/tree",
    $defs: { tree: object({ value: { type }, children: { items: { $ref: "#/$defs/tree" } } }) },
  });
  const verdict = checkCompatibility({ writer: tree("number"), reader: tree("integer") });

  expect(verdict).toMatchObject({ status: "incompatible", isComplete: true });
  expect(findingsOf(tree("number"), tree("integer"))).toHaveLength(1);
});

test("all causes are said to be told only where that was proved and each of them is", () => {
  const required = (count: number) => Array.from({ length: count }, (_, at) => `m${at}`);
  const asked = (count: number) => {
    const names = required(count);
    const properties = Object.fromEntries(names.map((name) => [name, text]));
    return told({ writer: object(properties), reader: object(properties, { required: names }) });
  };

  expect(asked(3)).toEqual([true, 3]);
  const [isComplete, count] = asked(120);
  expect([isComplete, count < 120]).toEqual([false, true]);
});

test("a cause whose witness nobody confirms is not told, and then others may be missing", () => {
  const writer = object({ a: { type: "number" }, b: { type: "number" } });
  const reader = object({ a: { type: "integer" }, b: { type: "integer" } });
  const blind = (name: string) => ({
    name,
    compile: ({ schema }: { readonly schema: Json }) => {
      const isReader = JSON.stringify(schema).includes("integer");
      const has = (value: Json, name: string) => Object.hasOwn(value as object, name);
      return (value: Json) => !isReader || !has(value, "a") || has(value, "b");
    },
  });

  expect(told({ writer, reader, validators: [blind("x"), blind("y")] })).toEqual([false, 1]);
});

test("undeclared names are without number, and one finding", () => {
  const [writer, reader] = [object({ a: text }), object({ a: text }, { additionalProperties: false })];

  expect(findingsOf(writer, reader, { writerView: "as-written" }).map(({ rule }) => rule)).toEqual([
    "content-closed",
  ]);
});

test("of several alternatives the one that was meant is blamed, at its place", () => {
  const event = (limit: number): Json => ({
    oneOf: [
      object(
        { kind: { const: "card" }, number: { type: "string", maxLength: limit } },
        { required: ["kind"] },
      ),
      object({ kind: { const: "cash" } }, { required: ["kind"] }),
    ],
  });

  expect(findingsOf(event(16), event(12))).toMatchObject([
    {
      rule: "bound-tightened",
      message: '/number had "maxLength": 16, and it is now 12',
      at: { reader: { pointer: "/oneOf/0/properties/number/maxLength" }, instance: "/number" },
    },
  ]);
});

test("where the value is of the kind of none of them, an alternative is gone", () => {
  const [writer, reader] = [{ anyOf: [text, { type: "number" }] }, { anyOf: [text, { type: "null" }] }];

  expect(findingsOf(writer, reader)).toMatchObject([{ rule: "alternative-removed", witness: 0 }]);
});

test("the writer's place is where the writer says the same word, through references", () => {
  const writer = object({ a: { $ref: "#/$defs/short" } }, { $defs: { short: { maxLength: 9 } } });
  const [finding] = findingsOf(writer, object({ a: { maxLength: 5 } }));

  expect(finding?.at.writer?.pointer).toBe("/$defs/short/maxLength");
});

describe("a witness is an example with one thing changed", () => {
  const example = { id: "o-17", total: 3, lines: [{ sku: "tea" }], note: "soon" };
  const line = (sku: Json) => ({ type: "array", items: object({ sku }) });
  const order = (properties: object, more: object = {}) =>
    object({ id: text, total: { type: "number" }, lines: line(text), note: text, ...properties }, more);
  const writer = order({}, { examples: [example] });

  test.each<[string, Json, Json]>([
    ["the example itself, where it is refused", order({ note: { maxLength: 3 } }), example],
    ["a value replaced", order({ total: { maximum: 9 } }), { ...example, total: 10 }],
    [
      "a member left out",
      order({}, { required: ["note"] }),
      { id: "o-17", total: 3, lines: [{ sku: "tea" }] },
    ],
    [
      "a value deep inside replaced",
      order({ lines: line({ type: "string", minLength: 1 }) }),
      { ...example, lines: [{ sku: "" }] },
    ],
  ])("%s", (_what, reader, witness) => {
    expect(findingsOf(writer, reader).map((finding) => finding.witness)).toEqual([witness]);
  });

  test("and breaks nothing else, though the example would", () => {
    const reader = order({ note: { maxLength: 3 }, total: { maximum: 9 } });

    expect(findingsOf(writer, reader).map((finding) => finding.witness)).toEqual([
      { id: "o-17", total: 10, lines: [{ sku: "tea" }] },
      example,
    ]);
  });
});

test("whatever breaks, its findings are confirmed and complete, or said not to be", () => {
  fc.assert(
    fc.property(arbitrarySchema(), arbitrarySchema({ recursive: true }), (writer, reader) => {
      const verdict = checkCompatibility({ writer, reader, writerView: "as-written", budget: 100_000 });
      if (verdict.status !== "incompatible") return;
      expect(verdict.findings.length).toBeGreaterThan(0);
      const causes = verdict.findings.map(({ at, message }) => `${at.reader.pointer} ${message}`);
      expect(new Set(causes).size).toBe(causes.length);
      for (const { confirmedBy } of verdict.findings) expect(confirmedBy.length).toBe(2);
    }),
    { numRuns: process.env.CONCORDAT_COUNTS === "full" ? 3000 : 100 },
  );
});
