import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  createContractValidator,
  emitContractValidators,
  emitSupport,
  type Validate,
} from "@concordat/validator";
import { afterAll, expect, test } from "vitest";
import { catalogue, examplesOf } from "./house.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-catalogue-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const documents = new Map(catalogue.versions.map(({ uri, document }) => [uri, document]));
const command = "npm run codegen";

writeFileSync(join(folder, "support.mjs"), emitSupport(command));

test.each(catalogue.versions.map((one) => [one.uri, one] as const))(
  "%s, emitted, judges its examples and thousands of mistakes in them as it does live",
  { timeout: 60_000 },
  async (_uri, one) => {
    const { document } = one;
    const file = join(folder, `${catalogue.versions.indexOf(one)}.mjs`);
    writeFileSync(
      file,
      emitContractValidators({ document, documents, command, supportFrom: "./support.mjs" }),
    );
    const emitted = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Readonly<
      Record<string, Validate>
    >;
    const values = examplesOf(one).flatMap((example) => [example, ...mistakesIn(example)]);

    for (const [view, name] of [
      ["writer", "validateWriter"],
      ["reader", "validateReader"],
    ] as const) {
      const live = createContractValidator({ document, documents, view });
      const differing = values.filter((value) => !isDeepStrictEqual(emitted[name]?.(value), live(value)));
      expect(differing).toEqual([]);
    }
  },
);

/** The value with one thing wrong at a time, in every place: another type, a member too few, too many, misspelt. */
function mistakesIn(value: unknown): readonly unknown[] {
  return [null, true, -1.5, "", "xx", [], {}, Number.NaN, undefined, ...ofItsKind(value)];
}

function ofItsKind(value: unknown): readonly unknown[] {
  if (typeof value === "string") return [`${value}x`, value.slice(1), "\u{1f600}".repeat(300)];
  if (typeof value === "number") return [value + 0.5, -value, value * 1e9];
  if (Array.isArray(value))
    return [
      [...value, ...value],
      Array(300).fill(0),
      ...value.flatMap((item, index) => mistakesIn(item).map((mistake) => value.with(index, mistake))),
    ];
  if (typeof value !== "object" || value === null) return [];
  const names = Object.keys(value);
  const others = ["unknown", "constructor", "__proto__", ...names.slice(0, 2).map((name) => `${name}s`)];
  const withMember = (name: string, member: unknown) =>
    Object.fromEntries([...Object.entries(value).filter(([known]) => known !== name), [name, member]]);
  return [
    Object.create(value),
    ...others.map((name) => withMember(name, { a: 1 })),
    ...names.flatMap((name) =>
      mistakesIn(value[name as keyof typeof value]).map((mistake) => withMember(name, mistake)),
    ),
  ];
}
