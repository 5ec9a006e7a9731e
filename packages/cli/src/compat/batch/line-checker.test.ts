import { expect, onTestFinished, test } from "vitest";
import { createLineChecker } from "./line-checker.ts";

const settings = { writerView: "as-written", format: "annotate", documents: new Map() } as const;
const never = new AbortController().signal;

function checker(options: Parameters<typeof createLineChecker>[1]) {
  const created = createLineChecker(settings, options);
  onTestFinished(() => created.close());
  return created;
}

const mortal = { program: new URL("./testing/mortal-process.ts", import.meta.url) };

function linesOf(...inputs: readonly string[]) {
  return inputs.map((input, index) => ({ number: index + 1, input }));
}

test.each([
  ["throw", "no luck"],
  ["exit", "exit code 3"],
  ["memory", "memory limit"],
])("a process that dies of %s leaves that line an answer, and the others theirs", async (death, words) => {
  const lines = linesOf("a", `{"id":"the culprit","old":"${death}"}`, "c", "d");
  const answers = await checker({ ...mortal, maxMegabytes: 64 }).check(lines, never);

  expect(answers.map(({ kind }) => kind)).toEqual(["compatible", "fault", "compatible", "compatible"]);
  expect(answers.map(({ text }) => text).filter((text) => text.length < 5)).toEqual(["1\n", "3\n", "4\n"]);
  expect(JSON.parse(answers[1]?.text ?? "")).toEqual({
    id: "the culprit",
    verdict: "undecided",
    reason: "ENGINE_FAULT",
    message: expect.stringContaining(words),
    rules: [],
    ms: 0,
  });
});

test("a process that dies of every line is replaced every time", async () => {
  const answers = await checker(mortal).check(linesOf("throw", "throw", "throw"), never);

  expect(answers.map(({ kind }) => kind)).toEqual(["fault", "fault", "fault"]);
});

test("an interrupt ends the call with the answers there are", async () => {
  const controller = new AbortController();
  const one = checker({ maxMegabytes: 512 });
  controller.abort();

  expect(await one.check(linesOf("{}"), controller.signal)).toEqual([]);
});

test("the process that compares has the settings, and answers in order", async () => {
  const pair = '{"id":1,"old":{"properties":{"a":{}}},"new":{"properties":{"a":{},"b":false}}}';
  const [first, second] = await checker({}).check(linesOf(pair, pair.replace("1", '"two"')), never);

  expect(first?.kind).toBe("incompatible");
  expect(JSON.parse(second?.text ?? "")).toMatchObject({ id: "two", rules: ["content-closed"] });
});
