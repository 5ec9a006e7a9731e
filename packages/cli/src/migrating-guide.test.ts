import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "./testing/temporary-project.ts";
import { toldGuide } from "./testing/told-guide.ts";

const repository = join(import.meta.dirname, "../../..");
const guide = join(repository, "docs/guides/migrating-events.md");

/** `npx vitest run packages/cli/src/migrating-guide.test.ts -u` writes down what the commands say now. */
test("the guide to migrating events shows what really happens", async () => {
  const project = temporaryProject();
  for (const name of ["schemas", "concordat.config.json"])
    cpSync(join(repository, name), join(project.root, name), { recursive: true });

  await expect(await toldGuide(guide, project)).toMatchFileSnapshot(guide);
});
