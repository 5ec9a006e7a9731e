import { expect, test } from "vitest";
import { answerLine } from "./answer-line.ts";
import type { BatchSettings } from "./batch-settings.ts";

const settings: BatchSettings = { writerView: "as-written", format: "annotate", documents: new Map() };

function answer(input: string | object, more: Partial<BatchSettings> = {}) {
  let time = 0;
  const line = { number: 7, input: typeof input === "string" ? input : JSON.stringify(input) };
  const { kind, text } = answerLine(line, { ...settings, ...more }, () => (time += 1.5));
  expect(text).toMatch(/^[^\n]+\n$/);
  return { kind, ...JSON.parse(text) };
}

test("a proof is a verdict without more", () => {
  expect(answer({ id: "a", old: { type: "integer" }, new: { type: "number" } })).toEqual({
    kind: "compatible",
    id: "a",
    verdict: "compatible",
    rules: [],
    ms: 1.5,
  });
});

test("a break has a witness and the rules of its causes, each once", () => {
  const old = { properties: { a: { type: "string" }, b: { type: "string" } } };
  const next = { properties: { a: { type: "integer" }, b: { type: "integer" } } };
  const { kind, witness, rules } = answer({ id: 1, old, new: next });

  expect(kind).toBe("incompatible");
  expect(witness).toSatisfy((value: { a?: unknown; b?: unknown }) => [value.a, value.b].includes(""));
  expect(rules).toEqual(["property-type-changed"]);
});

test("a witness may be null", () => {
  expect(answer({ id: 1, old: { type: "null" }, new: false })).toHaveProperty("witness", null);
});

test("an open question has its reason", () => {
  const pattern = "^(a*)b\\1$";
  expect(
    answer({ id: "a", old: { pattern }, new: { pattern: "^c$", type: "string" } }, { budget: 1 }),
  ).toEqual({
    kind: "undecided",
    id: "a",
    verdict: "undecided",
    reason: "BUDGET_SPENT",
    message: expect.stringContaining("1 step"),
    rules: [],
    ms: 1.5,
  });
});

const opened = { old: { properties: { a: {} } }, new: { properties: { a: {}, b: { type: "null" } } } };
const formatted = { old: { type: "string" }, new: { format: "date" } };

test.each([
  ["as-written is what a batch assumes", opened, "incompatible"],
  [
    "a line may say closed",
    { ...opened, old: { type: "object", ...opened.old }, writerView: "closed" },
    "compatible",
  ],
  ["formats are annotations", formatted, "compatible"],
  ["a line may have them asserted", { ...formatted, format: "assert" }, "incompatible"],
  [
    "a draft goes by any of its names",
    { old: {}, new: { minimum: 1, exclusiveMinimum: true }, draft: "draft4" },
    "incompatible",
  ],
  [
    "a schema's own dialect goes first",
    {
      old: {},
      new: {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        additionalItems: false,
        prefixItems: [true],
      },
      draft: "4",
    },
    "compatible",
  ],
  ["a boolean is a schema", { old: true, new: false }, "incompatible"],
  ["other members are the sender's own", { ...formatted, expect: "?", basis: [1] }, "compatible"],
])("%s", (_title, line, verdict) => {
  expect(answer(line)).toHaveProperty("verdict", verdict);
});

test.each([
  ["[]", "BATCH_LINE", "is no JSON object"],
  ["{}", "BATCH_LINE", 'has no member "old"'],
  ['{"old":{}}', "BATCH_LINE", 'has no member "new"'],
  ['{"old":[],"new":{}}', "BATCH_LINE", 'has under "old" neither an object nor a boolean'],
  ['{"old":{},"new":{},"draft":"draft-03"}', "BATCH_LINE", 'names the draft "draft-03"'],
  ['{"old":{},"new":{},"writerView":"open"}', "BATCH_LINE", "closed or as-written is wanted"],
  ['{"old":{},"new":{},"format":true}', "BATCH_LINE", "annotate or assert is wanted"],
  ["{", "JSON_SYNTAX", "end of the text"],
  ['{"old":{"maximum":9007199254740993},"new":{}}', "JSON_UNSAFE_INTEGER", "9007199254740993"],
  ['{"old":{"maximum":1e400},"new":{}}', "JSON_NUMBER_RANGE", "1e400"],
  ['{"old":{},"old":{},"new":{}}', "JSON_DUPLICATE_KEY", '"old" is already taken'],
  [`{"old":${'{"not":'.repeat(300)}{}${"}".repeat(300)},"new":{}}`, "LIMIT_DEPTH", "level 257"],
])("%# a line that cannot be read says so under its number", (input, reason, words) => {
  expect(answer(input)).toEqual({
    kind: "unreadable",
    id: null,
    verdict: "undecided",
    reason,
    message: expect.stringContaining(words),
    line: 7,
    rules: [],
    ms: 0,
  });
});

test.each([
  ['{"id":"a\\"b","old":', 'a"b'],
  ['\ufeff{ "id" : 12, "old": 9007199254740993 }', 12],
  ['{"old":1,"id":"late",', null],
])("%j: an identifier that comes first is kept even so", (input, id) => {
  expect(answer(input)).toMatchObject({ kind: "unreadable", id });
});

test("a line over the limit was not kept, and is answered", () => {
  const { kind, text } = answerLine({ number: 3, tooLong: 70_000_000 }, settings, () => 0);

  expect(kind).toBe("unreadable");
  expect(JSON.parse(text)).toMatchObject({
    line: 3,
    reason: "BATCH_LINE",
    message: expect.stringContaining("70000000"),
  });
});

test("deep nesting that can still be read is a question like any other", () => {
  const deep = (depth: number) => `${'{"not":'.repeat(depth)}{}${"}".repeat(depth)}`;

  expect(answer(`{"id":1,"old":${deep(200)},"new":${deep(200)}}`).verdict).toBe("compatible");
});
