import { browser } from "./browser.ts";
import { closure } from "./closure.ts";
import { deep } from "./deep.ts";
import { fileCircle } from "./file-circle.ts";
import { loaded } from "./loaded.ts";
import { never } from "./never.ts";
import { packageCircle } from "./package-circle.ts";
import { room } from "./room.ts";
import type { Rule } from "./rule.ts";
import { sibling } from "./sibling.ts";
import { testCode } from "./test-code.ts";
import { undeclared } from "./undeclared.ts";
import { unnamed } from "./unnamed.ts";
import { unused } from "./unused.ts";
import { upward } from "./upward.ts";

/** In the order in which a reader wants them mended; the page prints them in this order too. */
export const rules: readonly Rule[] = [
  unnamed,
  upward,
  sibling,
  never,
  closure,
  room,
  loaded,
  browser,
  testCode,
  deep,
  packageCircle,
  fileCircle,
  undeclared,
  unused,
];
