import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

test("the example of the guide to the bus says what the guide says", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["examples/embedded-bus.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  const guide = readFileSync(join(root, "docs/guides/bus.md"), "utf8");
  const shown = /```text\n(.*?)```/s.exec(guide)?.[1] ?? "";

  expect([status, stderr]).toEqual([0, ""]);
  // Groups are independent of each other, so their lines may come in another order.
  expect(stdout.split("\n").toSorted()).toEqual(shown.split("\n").toSorted());
});
