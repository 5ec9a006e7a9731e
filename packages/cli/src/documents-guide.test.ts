import { join } from "node:path";
import { expect, test } from "vitest";
import { shop } from "./testing/temporary-project.ts";
import { toldGuide } from "./testing/told-guide.ts";

const guide = join(import.meta.dirname, "../../../docs/guides/documents.md");

/** `npx vitest run packages/cli/src/documents-guide.test.ts -u` writes down what the commands say now. */
test("the guide to documents shows what really happens", async () => {
  await expect(await toldGuide(guide, shop())).toMatchFileSnapshot(guide);
});
