import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCompatibility } from "@concordat/compat";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { afterAll, expect, test } from "vitest";
import type { Closure } from "../core/closure.ts";
import type { PairQuestion } from "../sandbox/compatibility-question.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import { repository } from "../testing/snapshots.ts";
import { createJudge } from "./judge.ts";
import { verdictAtOnce } from "./verdict-at-once.ts";

const sandbox = createSandbox({ threads: 1, timeLimitMs: 60_000 });
afterAll(() => sandbox.close());

const side = (
  schema: Json,
  documents: Readonly<Record<string, Json>> = {},
  dialect: Dialect = "2020-12",
): Closure => ({
  schema,
  documents: new Map(Object.entries(documents)),
  dialect,
  digest: JSON.stringify([schema, documents]),
});

type Vector = {
  readonly dialects?: readonly Dialect[];
  readonly writerView?: "closed" | "as-written";
  readonly format?: "annotate" | "assert";
  readonly documents?: Readonly<Record<string, Json>>;
  readonly writer: Json;
  readonly reader: Json;
};

const questions = globSync("test/vectors/compat/*.json", { cwd: repository })
  .flatMap(
    (file) => (JSON.parse(readFileSync(join(repository, file), "utf8")) as { vectors: Vector[] }).vectors,
  )
  .map(({ writer, reader, documents, dialects: [dialect] = [], writerView, format }): PairQuestion => {
    return {
      writer: side(writer, documents, dialect),
      reader: side(reader, documents, dialect),
      ...(writerView && { writerView }),
      ...(format && { format }),
    };
  });

/** The engine itself is held to all of them; here a part says as much. */
const looked =
  process.env.CONCORDAT_COUNTS === "full" ? questions : questions.filter((_, at) => at % 5 === 0);

test("a verdict does not depend on where it is found, nor on the steps that are spent on the spot", async () => {
  const asked = createJudge({ sandbox, stepsAtOnce: 0 });
  const counts = { atOnce: 0, handedOn: 0 };
  for (const question of looked) {
    const inSandbox = await asked.compatibility(question);
    for (const steps of [200, 2000, 20_000]) {
      const atOnce = verdictAtOnce(steps, question);
      counts[atOnce === undefined ? "handedOn" : "atOnce"] += 1;
      if (atOnce !== undefined) expect(atOnce).toEqual(inSandbox);
    }
  }

  expect(asked.figures.inSandbox + asked.figures.remembered).toBe(looked.length);
  expect(counts.atOnce).toBeGreaterThan(looked.length);
  expect(counts.handedOn).toBeGreaterThan(0);
});

test("what is small is answered on the spot, and remembered", async () => {
  const judge = createJudge({ sandbox });
  const question = { writer: side({ type: "number" }), reader: side({ type: "integer" }) };
  const first = await judge.compatibility(question);

  expect(first).toMatchObject({ status: "incompatible", witness: 0.1, assumption: "closed" });
  expect(await judge.compatibility(structuredClone(question))).toBe(first);
  expect(judge.figures).toEqual({ remembered: 1, atOnce: 1, inSandbox: 0 });
});

test("views, formats and dialects are other questions", async () => {
  const judge = createJudge({ sandbox });
  const writer = side({ type: "object", properties: { a: { type: "string" } } });
  const reader = side({ type: "object", properties: { a: { type: "string" }, b: { type: "string" } } });

  expect(await judge.compatibility({ writer, reader })).toMatchObject({ status: "compatible" });
  expect(await judge.compatibility({ writer, reader, writerView: "as-written" })).toMatchObject({
    status: "incompatible",
  });
});

test("who asks what is being thought about already waits for the same answer", async () => {
  const judge = createJudge({ sandbox, stepsAtOnce: 0 });
  const question = { writer: side({ type: "number" }), reader: side({ type: "string" }) };
  const [first, second] = await Promise.all([judge.compatibility(question), judge.compatibility(question)]);

  expect(second).toBe(first);
  expect(judge.figures).toEqual({ remembered: 1, atOnce: 0, inSandbox: 1 });
});

test("what the sandbox ends is undecided, and asked anew the next time", async () => {
  const judge = createJudge({ sandbox, stepsAtOnce: 0, timeLimitMs: 1 });
  const names = Array.from({ length: 3000 }, (_, at) => `n${at}`);
  const large = { properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])) };
  const question = { writer: side(large), reader: side({ ...large, required: names }) };

  for (const _time of [1, 2])
    expect(await judge.compatibility(question)).toEqual({
      status: "undecided",
      reason: "BUDGET_SPENT",
      message: "what was sent needs more than 1 ms to be worked through (compatibility)",
      assumption: "closed",
    });
  expect(judge.figures.inSandbox).toBe(2);
});

test("the engine at home says the same", async () => {
  const judge = createJudge({ sandbox, stepsAtOnce: 0 });
  const [writer, reader] = [{ enum: ["a", "b"] }, { enum: ["a"] }];

  expect(await judge.compatibility({ writer: side(writer), reader: side(reader) })).toEqual(
    checkCompatibility({ writer, reader }),
  );
});

test("what is valid is told without a thread where it is small, and with the same words in one", async () => {
  const judge = createJudge({ sandbox });
  const pad = Object.fromEntries(Array.from({ length: 4000 }, (_, at) => [`n${at}`, true]));
  const wrong = { type: "strng" };
  const small = judge.requireValid(side(wrong)).catch((error: unknown) => error);
  const large = judge.requireValid(side({ ...wrong, properties: pad })).catch((error: unknown) => error);

  expect(await small).toMatchObject({ code: "SCHEMA_INVALID" });
  expect(await large).toMatchObject({ code: "SCHEMA_INVALID", message: ((await small) as Error).message });
  await judge.requireValid(side({ type: "string" }));
});

test("each side is read in its own dialect", async () => {
  const judge = createJudge({ sandbox });
  const items = { items: [{ type: "number" }] };

  expect(
    await judge.compatibility({
      writer: side({ prefixItems: [{ type: "number" }] }),
      reader: side(items, {}, "draft-07"),
    }),
  ).toMatchObject({ status: "compatible" });
});
