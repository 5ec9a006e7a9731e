import { rules } from "@concordat/gate";
import { expect, test } from "vitest";
import { lintCodes } from "./lint-codes.ts";

test("the codes are those of the rules", () => {
  const codes = rules.flatMap(({ code }) => (code !== undefined && /^[A-Z]/.test(code) ? [code] : []));

  expect(lintCodes).toEqual([...new Set(codes)].sort());
});
