import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createBudget } from "./budget.ts";
import { compare, createComparison } from "./comparison.ts";
import { decided } from "./decide.ts";
import { prepare } from "./prepare.ts";
import { hostilePairs } from "./testing/hostile-schemas.ts";

/**
 * Steps stand for time here: what they cost is measured by the bench, not by a test. A pair that takes more of them than
 * it is known to take has lost what made it quick.
 */
test.each(hostilePairs)("$name: $answer", { timeout: 60_000 }, ({ pair, answer, steps }) => {
  const budget = createBudget();
  const outcome = decided(() => {
    const [writer, reader] = pair();
    const comparison = createComparison({ budget });
    const [from, to] = [prepare(writer, {}, budget), prepare(reader, {}, budget)];
    return compare(comparison, comparison.read(from), comparison.read(to));
  });

  expect(answerOf(outcome)).toBe(answer);
  expect(budget.used).toBeLessThan(steps);
});

test("all of them one after the other fit into 400 megabytes", { timeout: 600_000 }, () => {
  const script = fileURLToPath(new URL("./testing/ask-hostile.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--max-old-space-size=400", script], {
    encoding: "utf8",
  });

  expect(stderr).not.toContain("heap");
  expect([status, stdout.trim()]).toEqual([0, `${2 * hostilePairs.length} answers`]);
});

function answerOf(outcome: ReturnType<typeof compare>): string {
  switch (outcome.is) {
    case "empty":
      return "compatible";
    case "inhabited":
      return "incompatible";
    case "unknown":
      return outcome.doubt.code;
  }
}
