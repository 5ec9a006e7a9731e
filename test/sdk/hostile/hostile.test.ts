import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generated, write } from "./generated.ts";
import { folderOf, projectOf } from "./inputs.ts";
import { complaintsAbout, report, workFolder } from "./judged.ts";
import { shapeOf } from "./shape.ts";
import { harmless, words } from "./words.ts";

/**
 * Nothing from a contract becomes code. Two hundred words that want to are put at every place where a contract or a document holds a
 * word, whole SDKs are made of them, and the compiler, the syntax tree and Node say what became of it.
 */
type Files = ReadonlyMap<string, string>;
const inputs = { project: projectOf, folder: folderOf };
const made: Record<string, { readonly hostile: Files; readonly harmless: Files }> = {};
const folder = workFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  for (const [name, inputOf] of Object.entries(inputs)) {
    const hostile = await generated(inputOf(words));
    made[name] = { hostile, harmless: await generated(inputOf(harmless)) };
    write(join(folder, name), hostile);
  }
});

describe.each(Object.keys(inputs))("of a %s full of hostile words", (name) => {
  test("every module has the shape of one with harmless words", () => {
    const { hostile = new Map(), harmless: tame = new Map() } = made[name] ?? {};
    const known = new Set(modulesOf(tame).map(shown));
    const strange = modulesOf(hostile).filter((file) => !known.has(shown(file)));

    expect(hostile.size).toBe(tame.size);
    // As a member `__proto__` is judged by a pattern, since Ajv would lose it.
    const isPattern = /\/__proto__\/(?:v1\/)?validate\.ts$/;
    expect(strange.map(([path]) => path).filter((path) => !isPattern.test(path))).toEqual([]);
  });

  test("the compiler takes the package, at its strictest", () => {
    expect(complaintsAbout(join(folder, name))).toBe("");
  });

  test("importing every module does nothing else, and contracts judge as ever", () => {
    const files = modulesOf(made[name]?.hostile ?? new Map());

    expect(report("import-everything.ts", join(folder, name))).toEqual({
      imported: files.length,
      judged: files.filter(([path]) => basename(path) === "sample.ts").length,
      wrong: [],
      thenable: [],
      changed: [],
    });
  });
});

type File = readonly [path: string, text: string];

function modulesOf(files: Files): readonly File[] {
  return [...files].filter(([path]) => path.endsWith(".ts"));
}

/** In tables of all events the order follows their names. */
function shown([path, text]: File): string {
  const shape = shapeOf(text);
  return `${basename(path)} ${path.includes("/contracts/") ? shape : shape.toSorted()}`;
}
