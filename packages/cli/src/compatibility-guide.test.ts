import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit } from "./testing/git.ts";
import { temporaryProject } from "./testing/temporary-project.ts";
import { toldGuide } from "./testing/told-guide.ts";

const repository = join(import.meta.dirname, "../../..");
const guide = join(repository, "docs/guides/compatibility.md");

/**
 * What the guide shows is what the command says: its diffs are applied and its commands are run, one after the other, on
 * a copy of the shipped catalogue. `npx vitest run packages/cli/src/compatibility-guide.test.ts -u` writes down what they
 * say now.
 */
test("the guide to compatibility shows what really happens", async () => {
  const project = temporaryProject();
  for (const name of ["schemas", "asyncapi.yaml", "generated"])
    cpSync(join(repository, name), join(project.root, name), { recursive: true });
  // Without what is generated: the guide is about contracts, and the copy holds no SDK that could be stale.
  const { generate: _outputs, ...settings } = JSON.parse(
    readFileSync(join(repository, "concordat.config.json"), "utf8"),
  );
  project.write("concordat.config.json", JSON.stringify(settings));
  commit(project);

  await expect(await toldGuide(guide, project)).toMatchFileSnapshot(guide);
});

test("the README shows what the guide shows", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  const [, shown = "nothing"] = /^```console\n(\$ npx concordat check [\s\S]*?)^```$/m.exec(readme) ?? [];

  expect(readFileSync(guide, "utf8")).toContain(shown);
});
