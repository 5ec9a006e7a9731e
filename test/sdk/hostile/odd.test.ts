import { rmSync } from "node:fs";
import { inputFromSchemas } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generated, write } from "./generated.ts";
import { complaintsAbout, report, workFolder } from "./judged.ts";
import { oddSchemas, oddTypes } from "./odd-schemas.ts";

/** Schemas and types of events that are rare and right: the SDK of them compiles, and its events travel. */
const folder = workFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const types = [...Object.keys(oddSchemas).map((name) => `odd.${name}`), ...oddTypes].sort();

beforeAll(async () => {
  const schemas = new Map<string, Json>([
    ...Object.entries(oddSchemas).map(
      ([name, schema]) => [name, { ...schema, "x-concordat": { type: `odd.${name}` } }] as const,
    ),
    ...oddTypes.map(
      (type, index) =>
        [`types/${index}`, { title: type, type: "object", examples: [{}], "x-concordat": { type } }] as const,
    ),
  ]);
  write(folder, await generated(inputFromSchemas({ title: "odd", schemas })));
});

test("the compiler takes the package, at its strictest", () => {
  expect(complaintsAbout(folder)).toBe("");
});

test("importing every module does nothing else", () => {
  expect(report("import-everything.ts", folder)).toMatchObject({ thenable: [], changed: [] });
});

test("events of every type reach the handler of their own and the one for all", () => {
  expect(report("send-everything.ts", folder)).toEqual({ own: types, each: types });
});
