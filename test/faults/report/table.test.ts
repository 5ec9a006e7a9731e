import { expect, test } from "vitest";
import type { Row } from "../cases/fault-case.ts";
import { cellsOf, formatMarkdown, formatText } from "./table.ts";

const row: Row = {
  what: "kill -9",
  events: 12_345,
  stored: 12_345,
  unknown: 7,
  refused: 0,
  recognised: 2,
  handled: 24_690,
  redelivered: 3,
  duplicates: 1,
  lost: 0,
  backAfterMs: 1_234,
  remark: "the process died",
};
const part: Row = { ...row, handled: undefined, duplicates: undefined, lost: undefined, backAfterMs: 80 };

test("numbers stand under their heads, and what is not counted stays empty", () => {
  const [head, first, second] = formatText(cellsOf([row, { ...part, backAfterMs: undefined }])).split("\n");

  expect(head).toMatch(/^fault +events +unknown +refused/);
  expect(first).toMatch(/^kill -9 +12,345 +7 +0 +2 +24,690 +3 +1 +0 +1\.2 s +the process died$/);
  expect(second).toMatch(/^kill -9 +12,345 +7 +0 +2 +3 +the process died$/);
});

test("in Markdown each row is a row, and a bar in a cell ends none", () => {
  const [head, rule, line] = formatMarkdown(cellsOf([{ ...part, remark: "a | b" }])).split("\n");

  expect(head?.split("|")).toHaveLength(13);
  expect(rule?.split("|")).toHaveLength(13);
  expect(line).toBe("| kill -9 | 12,345 | 7 | 0 | 2 |  | 3 |  |  | 80 ms | a \\| b |");
});
