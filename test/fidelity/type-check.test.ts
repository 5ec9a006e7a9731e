import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "@concordat/json";
import { afterAll, expect, test } from "vitest";
import { typeCheck } from "./type-check.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-fidelity-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const typed = (module: string, ...values: readonly Json[]) => ({
  module,
  specimen: { name: "it", schema: true, valid: values.map((value) => ({ name: "", value })), invalid: [] },
});

test("one run of the compiler tells which instance which type refuses, and which module is worth nothing", () => {
  const [closed, texts, unnamed, wrong] = typeCheck(
    [
      typed("export interface Specimen { a?: number }", { a: 1 }, { a: "1" }, { b: 1 }, {}),
      typed(
        "export type Specimen = { [name: string]: string };",
        { __proto__x: "a" },
        JSON.parse('{"__proto__":1}'),
      ),
      typed("export type Other = string;", "a"),
      typed("export type Specimen = string;\nexport type Wrong = Nowhere;", "a"),
    ],
    join(folder, "work"),
  );

  expect([...(closed?.refused.keys() ?? [])]).toEqual([1, 2]);
  expect(closed?.broken).toBeUndefined();
  expect([...(texts?.refused.keys() ?? [])]).toEqual([1]);
  expect(unnamed?.broken).toMatch(/TS2305/);
  expect(wrong?.broken).toMatch(/^line 2: TS2304/);
});
