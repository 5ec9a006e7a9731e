import { expect, test } from "vitest";
import { defaultRounds, readArguments } from "./arguments.ts";

const rows = ["strict-parser", "start-up"];

test.each([
  [[], { kind: "list", json: false }],
  [["--json"], { kind: "list", json: true }],
  [["start-up"], { kind: "run", row: "start-up", rounds: defaultRounds, json: false }],
  [["start-up", "--rounds", "3", "--json"], { kind: "run", row: "start-up", rounds: 3, json: true }],
])("%j", (args, expected) => {
  expect(readArguments(args, rows)).toEqual(expected);
});

test.each([
  [["strict-praser"], 'there is no row "strict-praser" (did you mean "strict-parser"?)'],
  [["zebra"], 'there is no row "zebra"'],
  [["start-up", "strict-parser"], "one row at a time: start-up, then strict-parser"],
  [["start-up", "--rounds", "0"], '--rounds takes a whole number from 1 to 1000, not "0"'],
  [["start-up", "--rounds", "many"], '--rounds takes a whole number from 1 to 1000, not "many"'],
])("%j is refused", (args, why) => {
  expect(readArguments(args, rows)).toEqual({ kind: "refuse", why });
});

test("an unknown flag is refused in Node's own words", () => {
  expect(readArguments(["--fast"], rows)).toMatchObject({
    kind: "refuse",
    why: expect.stringContaining("--fast"),
  });
});
