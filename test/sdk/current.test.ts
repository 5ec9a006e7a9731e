import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

test("the committed SDK is what its generator makes, to the byte", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "packages/cli/src/main.ts"), "generate", "--check"],
    { cwd: root, encoding: "utf8" },
  );

  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: "",
    stderr: "all generated files are current\n",
  });
});
