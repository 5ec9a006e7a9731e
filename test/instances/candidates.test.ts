import type { Json } from "@concordat/json";
import { createSchemaGraph } from "@concordat/schema";
import { expect, test } from "vitest";
import { type Candidate, candidatesOf } from "./candidates.ts";
import { chooseFrom } from "./choose.ts";

const uri = "https://e.example/order";
const schema = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string", minLength: 2, maxLength: 3 },
    lines: { type: "array", items: { $ref: "#/$defs/line" } },
  },
  $defs: { line: { type: "object", required: ["sku"], properties: { sku: { enum: ["a", "b"] } } } },
};

test("what is changed is one place, also behind references and in lists", () => {
  const candidates = ask([{ id: "ab" }, { id: "ab", lines: [{ sku: "a" }] }]);

  expect(named(candidates, "lacks id")).toEqual({});
  expect(named(candidates, "/lines/0 lacks sku")).toEqual({ id: "ab", lines: [{}] });
  expect(named(candidates, "/lines/0/sku is another word")).toEqual({ id: "ab", lines: [{ sku: "not-a" }] });
  expect(named(candidates, "/lines is null")).toEqual({ id: "ab", lines: null });
});

test("lengths are tried in characters of both sizes", () => {
  const candidates = ask([{ id: "ab" }]);

  expect(named(candidates, "/id is one character short")).toEqual({ id: "a" });
  expect(named(candidates, "/id is as long as can be in astral characters")).toEqual({
    id: "\u{1f600}\u{1f600}\u{1f600}",
  });
  expect(named(candidates, "/id is one astral character too long")).toEqual({ id: "\u{1f600}".repeat(4) });
});

test("a member of a larger example is put to the smallest one, unless that is wrong", () => {
  const examples = [{ id: "ab" }, { id: "abc", lines: [] }];

  expect(named(ask(examples), "example 1 with lines")).toEqual({ id: "ab", lines: [] });
  expect(
    named(
      ask(examples, (value) => JSON.stringify(value) === '{"id":"ab"}'),
      "example 1 with lines",
    ),
  ).toBe(undefined);
});

test("a member called __proto__ is put in as a member", () => {
  expect(JSON.stringify(named(ask([{ id: "ab" }]), 'has a member "__proto__"'))).toBe(
    '{"id":"ab","__proto__":"x"}',
  );
});

test("of every kind one is chosen before a second of any, and nothing that must not be missing is", () => {
  const all = ["example", "missing", "missing", "a", "a", "a", "b", "c", "c"].map(
    (kind, value): Candidate => ({ kind, name: `${kind}${value}`, value }),
  );
  const chosen = (enough: number) => chooseFrom(all, enough).map(({ name }) => name);

  expect(chosen(0)).toEqual(["example0", "missing1", "missing2", "a3", "b6", "c7"]);
  expect(chosen(7)).toEqual(["example0", "missing1", "missing2", "a3", "a4", "b6", "c7"]);
});

function ask(
  examples: readonly Json[],
  isRight: (value: Json) => boolean = () => true,
): readonly Candidate[] {
  const graph = createSchemaGraph(new Map<string, Json>([[uri, schema]]));
  return candidatesOf({ examples, root: graph.enter(uri), graph, isRight });
}

function named(candidates: readonly Candidate[], name: string): Json | undefined {
  return candidates.find((candidate) => candidate.name === name)?.value;
}
