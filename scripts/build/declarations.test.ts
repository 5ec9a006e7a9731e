import { expect, test } from "vitest";
import { withJsImports } from "./declarations.ts";

test.each([
  ['import type { A } from "./a.ts";', 'import type { A } from "./a.js";'],
  ['export * from "../b/c.ts";', 'export * from "../b/c.js";'],
  ['type T = import("./d.ts").T;', 'type T = import("./d.js").T;'],
  ['import "./e.ts";', 'import "./e.js";'],
  ['import type { F } from "@concordat/json";', 'import type { F } from "@concordat/json";'],
  ['declare const text: "./not-an-import.ts";', 'declare const text: "./not-an-import.ts";'],
])("%s", (before, after) => {
  expect(withJsImports(before)).toBe(after);
});
