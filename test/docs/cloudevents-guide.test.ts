import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { toldExamples } from "./testing/told-examples.ts";

const guide = join(root, "docs/guides/cloudevents.md");
const examples = join(import.meta.dirname, "cloudevents");

/** `npx vitest run test/docs/cloudevents-guide.test.ts -u` writes down what the files hold and print now. */
test("the guide to CloudEvents shows files that are checked, and what they print", async () => {
  const parts = toldExamples(guide, examples, "```text");

  expect(parts).toHaveLength(7);
  await expect(parts.join("")).toMatchFileSnapshot(guide);
});
