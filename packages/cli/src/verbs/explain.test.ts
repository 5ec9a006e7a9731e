import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";

test("a code's page is printed, however the code is written", async () => {
  const { out, code } = await temporaryProject().run(["explain", "json_duplicate_key"]);

  expect(out).toMatch(/^# JSON_DUPLICATE_KEY\n/);
  expect(code).toBe(0);
});

test("without a word, every code is listed with its first sentence", async () => {
  const { out } = await temporaryProject().run(["explain"]);

  expect(out).toMatch(/^codes\n/);
  expect(out).toMatch(/^ {2}NO_INPUT +A path or pattern chooses no contract of the catalogue\.$/m);
});
