import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const total = process.env.CONCORDAT_COUNTS === "full" ? 1_000_000 : 100_000;

/**
 * The engine's young generation is held at the 16 MB that it had for years: left alone it takes a hundred and more wherever much is
 * allocated, which says nothing about this transport.
 */
const flags = ["--disable-warning=ExperimentalWarning", "--expose-gc", "--max-semi-space-size=16"];

test(`${total.toLocaleString("en")} events stream through, memory grows by less than 100 MB, and next to nothing of it stays`, () => {
  const script = join(import.meta.dirname, "testing", "stream-through.ts");
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, script, String(total)], {
    encoding: "utf8",
  });

  expect(stderr).toBe("");
  const { handled, growth, kept } = JSON.parse(stdout);
  expect(handled).toBe(total);
  expect(growth).toBeLessThan(100_000_000);
  // Ten thousand messages are kept for replay before and after.
  expect(kept).toBeLessThan(1_000_000);
});
