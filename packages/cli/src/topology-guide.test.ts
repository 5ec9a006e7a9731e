import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "./run.ts";
import { capturedIo } from "./testing/captured-io.ts";

const root = join(import.meta.dirname, "../../..");

test("the guide shows what the command says of the shipped document", async () => {
  const guide = readFileSync(join(root, "docs/guides/transports.md"), "utf8");
  const [, shown = ""] = /^\$ npx concordat topology\n([\s\S]*?)^```/m.exec(guide) ?? [];
  const io = capturedIo({ cwd: root });

  expect(await run(["topology"], io)).toBe(0);

  const lines = io.out().split("\n");
  const told = shown.split("\n").map((line) => line.replace(/…$/, ""));
  expect(told.filter((line) => line !== "").length).toBeGreaterThan(5);
  for (const line of told)
    expect(
      lines.some((each) => each.startsWith(line)),
      line,
    ).toBe(true);
});
