import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { createSecondOpinion, secondOpinion } from "./second-opinion.ts";

test("two validators are asked, neither of them ours", async () => {
  expect(await secondOpinion({ type: "string" }, "a")).toEqual([
    { by: "hyperjump", valid: true },
    { by: "cfworker", valid: true },
  ]);
});

test("documents are handed in, and the same ones may be used again, also at once", async () => {
  const documents = new Map<string, Json>([
    ["https://e.example/b", { $id: "https://e.example/b", type: "null" }],
  ]);
  const schema = { $id: "https://e.example/a", $ref: "b" };
  const asked = await Promise.all([1, 2, 3].map(() => secondOpinion(schema, 1, { documents })));

  expect(asked.flat().map((opinion) => "valid" in opinion && opinion.valid)).toEqual(Array(6).fill(false));
});

test("nothing is fetched: a reference that leads outside is an error before anyone is asked", async () => {
  await expect(secondOpinion({ $ref: "https://elsewhere.example/a" }, 1)).rejects.toMatchObject({
    code: "SCHEMA_REF_REMOTE",
  });
});

test("formats are left out of it, data that looks like one is not", async () => {
  const schema = {
    properties: { a: { format: "email" }, format: { type: "string" } },
    const: { a: "x", format: "y" },
  };
  const ask = await createSecondOpinion(schema);

  expect(ask({ a: "x", format: "y" }).map((opinion) => "valid" in opinion && opinion.valid)).toEqual([
    true,
    true,
  ]);
  expect(ask({ a: "x", format: 1 }).map((opinion) => "valid" in opinion && opinion.valid)).toEqual([
    false,
    false,
  ]);
});

test("both assert formats where they are asked to, and leave them out right after", async () => {
  const schema = { format: "date-time" };
  const strict = await createSecondOpinion(schema, { formats: "assert" });
  const lenient = await createSecondOpinion(schema);
  const valid = (ask: typeof strict, value: Json) => ask(value).map((each) => "valid" in each && each.valid);

  expect(valid(strict, "2024-02-29T00:00:00Z")).toEqual([true, true]);
  expect(valid(strict, "2023-02-29T00:00:00Z")).toEqual([false, false]);
  expect(valid(lenient, "2023-02-29T00:00:00Z")).toEqual([true, true]);
});

test("a schema that a validator cannot make sense of is refused in its words", async () => {
  const [hyperjump] = await secondOpinion({ $id: "file:///a.json", type: "null" }, null);

  expect(hyperjump).toMatchObject({ by: "hyperjump", refused: expect.stringContaining("file:") });
});
