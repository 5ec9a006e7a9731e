import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../paths.ts";
import { portRows } from "./help.ts";

test("the table of ports in the guide is the one that --help prints", () => {
  const guide = readFileSync(join(repository, "docs", "guides", "services.md"), "utf8");
  const [head = [], ...rows] = portRows();
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;

  expect(guide).toContain(`${line(head)}|---|---|---|\n${rows.map(line).join("")}`);
});
