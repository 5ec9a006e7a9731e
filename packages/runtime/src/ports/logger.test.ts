import { expect, test } from "vitest";
import { nextUncaught } from "../failure/testing/next-uncaught.ts";
import { createJsonLogger, noLogger, undisturbing } from "./logger.ts";

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

test("what a logger throws disturbs nobody, and is an uncaught error", async () => {
  const uncaught = nextUncaught();
  const logger = undisturbing({
    ...noLogger,
    warn: () => {
      throw new Error("disk full");
    },
  });

  expect(() => logger.warn("message became a dead letter", {})).not.toThrow();
  await expect(uncaught).resolves.toMatchObject({ message: "disk full" });
});
