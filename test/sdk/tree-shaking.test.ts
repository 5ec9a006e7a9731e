import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/** What a bundler makes of a program that imports from the SDK: the chunk that is loaded first, and how many come later. */
async function bundled(program: string): Promise<{ readonly first: string; readonly later: number }> {
  const entry = join(root, "virtual-entry.js");
  const bundle = await rolldown({
    input: entry,
    cwd: root,
    platform: "node",
    plugins: [
      {
        name: "the program",
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
  });
  const { output } = await bundle.generate();
  await bundle.close();
  return { first: output[0].code, later: output.length - 1 };
}

const typesIn = (code: string) => [...new Set(code.match(/com\.foundry\.oms\.[a-z]+\.[a-z]+/g))].sort();

test("importing one event brings along that event and no other, alone or as a member of `events`", async () => {
  for (const program of [
    'import { objectTypeCreated } from "@concordat/sdk"; objectTypeCreated({ name: "User" });',
    'import { events } from "@concordat/sdk"; events.objectTypeCreated({ name: "User" });',
  ]) {
    const { first, later } = await bundled(program);
    expect(typesIn(first)).toEqual(["com.foundry.oms.objecttype.created"]);
    expect(later).toBe(0);
  }
});

test("a bus brings along the names of its events, and each contract in a chunk of its own", async () => {
  const { first, later } = await bundled(
    'import { createBus } from "@concordat/sdk"; globalThis.createBus = createBus;',
  );

  expect(typesIn(first)).toHaveLength(29);
  expect(first).not.toContain("plural_display_name");
  expect(later).toBeGreaterThanOrEqual(29);
});

test("nothing in it is compiled at run time: it works where code may not be made from text", async () => {
  const { first } = await bundled(
    'import { objectTypeCreated } from "@concordat/sdk"; try { objectTypeCreated({ nmae: 1 }); } catch (error) { console.log(error.code); }',
  );
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", first],
    { encoding: "utf8" },
  );

  expect({ stdout, stderr }).toEqual({ stdout: "CE_INVALID\n", stderr: "" });
});
