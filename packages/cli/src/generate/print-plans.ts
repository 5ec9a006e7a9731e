import { join } from "node:path";
import { deedOf, unifiedDiff } from "@concordat/gen-core/files";
import type { Io } from "../io.ts";
import { painter } from "../paint.ts";
import { shownFrom } from "../project/open-project.ts";
import type { Plan } from "./produce.ts";

/** Tells each change in a line, under the name that the reader would type. */
export async function printDeeds(plans: readonly Plan[], io: Io): Promise<void> {
  const lines = plans.flatMap(({ folder, changes }) =>
    changes.map((change) => `${deedOf(change)}  ${shownFrom(io.cwd, join(folder, change.path))}\n`),
  );
  if (lines.length > 0) await io.stdout.write(lines.join(""));
}

/** Shows each change as `patch` reads it. */
export async function printDiffs(plans: readonly Plan[], io: Io): Promise<void> {
  const { red, green } = painter(io.stdout, io.env);
  for (const { folder, changes } of plans)
    for (const change of changes) {
      const diff = unifiedDiff({ ...change, path: shownFrom(io.cwd, join(folder, change.path)) });
      const lines = diff
        .split("\n")
        .map((line) => (line.startsWith("+") ? green(line) : line.startsWith("-") ? red(line) : line));
      await io.stdout.write(lines.join("\n"));
    }
}
