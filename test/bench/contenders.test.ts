import { expect, test } from "vitest";
import { childProcess } from "./child-process.ts";
import { inProcess, inProcessAsync } from "./in-process.ts";

test("work in this process is done as often as asked", () => {
  let done = 0;

  inProcess("count", () => (done += 1)).measure(1000);

  expect(done).toBe(1000);
});

test("work that takes its time is done as often as asked, one after the other", async () => {
  let [done, underWay, most] = [0, 0, 0];

  await inProcessAsync("count", async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await undefined;
    underWay -= 1;
    done += 1;
  }).measure(1000);

  expect([done, most]).toEqual([1000, 1]);
});

test("a child's CPU time is its own, not that of this process", async () => {
  const burn =
    "const used = () => process.cpuUsage().user + process.cpuUsage().system; while (used() < 150_000);";

  expect((await childProcess("burn", ["-e", burn]).measure(1)).cpu).toBeGreaterThanOrEqual(150_000);
});

test("a child that fails is an error with its name and its words, not a fast one", () => {
  const failing = childProcess("a broken import", ["--input-type=module", "-e", 'import "nowhere";']);

  expect(() => failing.measure(1)).toThrow(/^a broken import ended with 1: [\s\S]*nowhere/);
});
