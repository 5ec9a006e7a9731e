import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { checkCompatibility, type Verdict } from "@concordat/compat";
import { expect, test } from "vitest";
import { readVectors } from "./vectors.ts";

/** Whatever runs out, and wherever it does: nothing is said then, or the truth. */
const pairs = readVectors().flatMap(({ vectors }) =>
  vectors.filter((vector, index) => vector.expect !== "undecided" && index % 3 === 0),
);

test("with however few steps, a verdict is the one of a whole budget or none", () => {
  for (const {
    description,
    writer,
    reader,
    writerView = "as-written",
    format,
    documents = {},
    dialects,
    expect: answer,
  } of pairs) {
    const dialect = dialects?.[0] ?? "2020-12";
    const ask = (budget: number): Verdict["status"] =>
      checkCompatibility({
        writer,
        reader,
        writerView,
        dialect,
        budget,
        resolve: new Map(Object.entries(documents)),
        validators: [],
        ...(format && { format }),
      }).status;

    for (const budget of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233])
      expect({ description, budget, status: ask(budget) }).toEqual({
        description,
        budget,
        status: expect.toBeOneOf(["undecided", answer]),
      });
  }
});

test("wherever the call stack ends, a verdict is the one of a whole stack or none", () => {
  const file = fileURLToPath(new URL("./short-of-stack.ts", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  const outcomes = stdout.trim().split("\n");

  expect({ stderr, outcomes }).toEqual({
    stderr: "",
    outcomes: [
      "compatible: compatible, undecided",
      "incompatible: incompatible, undecided",
      "compatible: compatible, undecided",
    ],
  });
});
