import { expect, test } from "vitest";
import { formatTarget, judgeTarget, type Target } from "./targets.ts";

const usage = (cpu: number, wall: number) => [{ cpu, wall }];
const samples = new Map([
  ["ours", usage(3, 20)],
  ["theirs", usage(9, 50)],
]);
const judge = (target: Target) => judgeTarget(target, usage(2, 10), (name) => samples.get(name));

test.each([
  [
    { kind: "cpu", of: "ours", most: 1.5 },
    true,
    "ours: at most × 1.5 of the baseline's CPU, found × 1.50 (1.50–1.50): met",
  ],
  [
    { kind: "cpu", of: "ours", most: 1.25 },
    false,
    "ours: at most × 1.25 of the baseline's CPU, found × 1.50 (1.50–1.50): missed",
  ],
  [
    { kind: "speed", of: "ours", against: "theirs", least: 2.5 },
    true,
    'ours: at least 2.5 times as fast as "theirs", found 2.50 (2.50–2.50): met',
  ],
  [
    { kind: "pace", of: "ours", least: 60_000 },
    false,
    "ours: at least 60,000 a second, found 50,000 (50,000–50,000): missed",
  ],
] satisfies [Target, boolean, string][])("%j", (target, isMet, text) => {
  const result = judge(target);

  expect([result.isMet, formatTarget(result)]).toEqual([isMet, text]);
});

test("a target about nobody is a mistake, and no target that is met", () => {
  expect(() => judge({ kind: "cpu", of: "nobody", most: 100 })).toThrow('"nobody", which is not measured');
});
