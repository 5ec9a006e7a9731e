import { checkCompatibility, type Verdict } from "@concordat/compat";
import { isObject, type Json } from "@concordat/json";
import { type Dialect, dialects, keywordsOf } from "@concordat/schema";
import { describe, expect, test } from "vitest";
import { judgeOf } from "./judge.ts";
import { readVectors, type Vector } from "./vectors.ts";

const files = readVectors();
const vectors = files.flatMap((file) => file.vectors);

describe.each(files)("$name: $description", ({ vectors }) => {
  test.each(vectors)("$description", (vector) => {
    for (const dialect of dialectsOf(vector)) {
      const verdict = ask(vector, dialect);

      expect({ dialect, ...answerOf(verdict) }).toEqual({ dialect, ...expected(vector) });
      if (vector.expect === "incompatible") expectWitness(vector.witness, vector, dialect);
      if (verdict.status !== "incompatible") continue;
      expect(verdict.findings[0]?.witness).toEqual(verdict.witness);
      for (const { witness } of verdict.findings) expectWitness(witness, vector, dialect);
    }
  });

  test("next to each break stands a change that is none", () => {
    const alone = vectors.filter(
      ({ expect: answer }, index) => answer === "incompatible" && vectors[index + 1]?.expect !== "compatible",
    );

    expect(alone.map(({ description }) => description)).toEqual([]);
  });
});

test.each(dialects)("each keyword of %s that judges has a part in some break", (dialect) => {
  const breaking = vectors.filter(
    (vector) => vector.expect === "incompatible" && dialectsOf(vector).includes(dialect),
  );
  const used = new Set(breaking.flatMap(({ writer, reader }) => [...namesIn(writer), ...namesIn(reader)]));
  const judging = [...keywordsOf(dialect)].filter(([, { kind }]) => judgingKinds.has(kind));

  expect(judging.map(([name]) => name).filter((name) => !used.has(name))).toEqual([]);
});

/** May only fall. One that can be told after all moves to its `truth`. */
test("so many of these pairs cannot be told, for these reasons", () => {
  const open = vectors.filter((vector) => vector.expect === "undecided");
  const byReason = Map.groupBy(open, ({ reason }) => reason);

  expect(Object.fromEntries([...byReason].map(([reason, group]) => [reason, group.length]))).toEqual({
    CASES_TOO_MANY: 1,
    FORMAT_IRREGULAR: 3,
    PATTERN_IRREGULAR: 2,
    READING_AMBIGUOUS: 7,
    REFERENCE_UNKNOWN: 6,
    SCHEMA_MEANINGLESS: 10,
    VALIDATORS_DISAGREE: 1,
    WRITER_VIEW_EMPTY: 1,
  });
});

type Answer = { readonly status: Verdict["status"]; readonly reason?: string };

function answerOf(verdict: Verdict): Answer {
  const { status } = verdict;
  return status === "undecided" ? { status, reason: verdict.reason } : { status };
}

function expected(vector: Vector): Answer {
  const status = vector.expect;
  return status === "undecided" ? { status, reason: vector.reason } : { status };
}

function ask(
  { writer, reader, writerView = "as-written", format, documents = {} }: Vector,
  dialect: Dialect,
) {
  const resolve = new Map(Object.entries(documents));
  return checkCompatibility({ writer, reader, writerView, dialect, resolve, ...(format && { format }) });
}

/** By the validator that runs in production, which knows nothing of the engine. */
function expectWitness(witness: Json, vector: Vector, dialect: Dialect): void {
  const { writer, reader, writerView, format, documents = {} } = vector;
  const options = { dialect, documents: new Map(Object.entries(documents)), ...(format && { format }) };
  const accepts = judgeOf(writer, { ...options, ...(writerView && { view: writerView }) });
  const reads = judgeOf(reader, options);

  expect({ witness, written: accepts(witness), read: reads(witness) }).toEqual({
    witness,
    written: true,
    read: false,
  });
}

function dialectsOf({ dialects = ["2020-12"] }: Vector): readonly Dialect[] {
  return dialects;
}

const judgingKinds = new Set(["assertion", "applicator", "reference"]);

/** The names of all members at any depth: some are no keywords, but each keyword is one of them. */
function namesIn(schema: Json): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([name, value]) => [name, ...namesIn(value)]);
}
