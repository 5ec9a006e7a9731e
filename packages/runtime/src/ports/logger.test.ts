import { expect, test } from "vitest";
import { createJsonLogger } from "./logger.ts";

test("a line begins with when, how grave and what, and no field takes their place", () => {
  const lines: string[] = [];
  const logger = createJsonLogger(
    (line) => lines.push(line),
    () => 0,
  );

  logger.warn("message not handled", { group: "billing", message: "away", level: "debug", time: "never" });

  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","level":"warn","message":"message not handled","group":"billing"}\n',
  ]);
});
