import { afterAll, describe, expect, test } from "vitest";
import { cases } from "./cases/cases.ts";
import type { Row } from "./cases/fault-case.ts";
import { cellsOf, formatText } from "./report/table.ts";
import { openArena } from "./targets/arena.ts";
import type { Target } from "./targets/target.ts";

const counts = process.env.CONCORDAT_COUNTS === "full" ? "full" : "short";

/** An installation included, on a slow connection. */
const patience = counts === "full" ? 3_600_000 : 900_000;

/** Declares a test for every case on each of these transports, and prints what was seen. */
export function strikeAll(targets: readonly Target[]): void {
  describe.each(targets)("$title, whose broker syncs $syncs", (target) => {
    const seen: Row[] = [];

    for (const { id, sentence, run } of cases.filter(({ id }) => target.cases?.includes(id) ?? true))
      test(`${id} ${sentence}`, { timeout: patience }, async (context) => {
        const reason = target.notShown?.[id];
        if (reason !== undefined) context.skip(`NOT SHOWN: ${reason}`);
        const { rows, problems } = await run(await openArena(target, context), counts);
        seen.push(...rows);

        expect(problems.slice(0, 10)).toEqual([]);
      });

    afterAll(() => console.log(`${target.title}\n${formatText(cellsOf(seen))}`));
  });
}
