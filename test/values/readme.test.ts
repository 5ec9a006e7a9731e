import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "@concordat/json";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

const folder = join(root, "test", "vectors");
const readme = readFileSync(join(folder, "README.md"), "utf8");

test("the page for authors of ports names every folder of vectors", () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  for (const { name } of folders) expect(readme, name).toContain(`\`${name}\``);
});

test("every file can be read by a strict parser", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".json"),
  );

  expect(files.length).toBeGreaterThan(150);
  for (const file of files) expect(() => parseJson(readFileSync(join(folder, file))), file).not.toThrow();
});
