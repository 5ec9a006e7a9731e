import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { toldExamples } from "./testing/told-examples.ts";

const guide = join(root, "docs/guides/resilience.md");
const examples = join(import.meta.dirname, "resilience");

/**
 * The examples of the guide are files that are checked and run, and what stands below them is what they print. `npx vitest run
 * test/docs/resilience-guide.test.ts -u` writes down what they print now.
 */
test("the guide to resilience shows what really happens", async () => {
  const parts = toldExamples(guide, examples, "```");

  expect(parts).toHaveLength(9);
  await expect(parts.join("")).toMatchFileSnapshot(guide);
});
