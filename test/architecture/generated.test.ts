import { unifiedDiff } from "@concordat/gen-core/files";
import { expect, test } from "vitest";
import { planChanges } from "../../scripts/generate/generator.ts";
import { generators } from "../../scripts/generate/generators.ts";
import { root } from "../../scripts/workspaces.ts";

test.each(generators)("what the generator $name makes is committed as it makes it", async (generator) => {
  const changes = await planChanges(root, generator);

  expect(changes.length, `\n\n${changes.map(unifiedDiff).join("\n")}\nrun \`npm run generate\`\n`).toBe(0);
});
