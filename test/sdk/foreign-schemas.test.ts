import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/** Schemas that nobody here wrote, a hundred definitions each: those of AsyncAPI itself, which its parser brings along. */
const theirs = join(root, "node_modules/@asyncapi/specs/schemas");
const cache = join(root, ".cache");
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, "foreign-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a folder of foreign schemas becomes a package that compiles under every strict option", () => {
  for (const version of ["2.6.0", "3.0.0", "3.1.0"])
    cpSync(join(theirs, `${version}-without-$id.json`), join(folder, "schemas", `asyncapi-${version}.json`));
  const generated = run(
    process.execPath,
    join(root, "packages/cli/src/main.ts"),
    ...[
      "generate",
      "--from",
      join(folder, "schemas"),
      "--target",
      "typescript",
      "--out",
      join(folder, "sdk"),
    ],
  );
  expect(generated).toMatchObject({ status: 0, stderr: "" });

  const options = { rootDir: root, types: ["node"] };
  const settings = {
    extends: "../../tsconfig.json",
    include: ["sdk"],
    exclude: [],
    compilerOptions: options,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  expect(run("tsc", "--project", folder)).toMatchObject({ status: 0, stdout: "" });
});

function run(command: string, ...args: readonly string[]) {
  return spawnSync(command, args, { cwd: root, encoding: "utf8" });
}
