import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/** One required test of the official suite. */
export type SuiteTest = {
  /** `draft7/ref/nested refs/nested ref invalid`: unique, and what the list of known failures goes by. */
  readonly name: string;
  readonly schema: Json;
  readonly data: Json;
  readonly valid: boolean;
};

export const drafts: readonly (readonly [folder: string, dialect: Dialect])[] = [
  ["draft4", "draft-04"],
  ["draft6", "draft-06"],
  ["draft7", "draft-07"],
  ["draft2019-09", "2019-09"],
  ["draft2020-12", "2020-12"],
];

/** A schema of the suite with its tests. */
export type SuiteGroup = {
  /** `draft7/ref/nested refs`: unique. */
  readonly name: string;
  /** `ref`. */
  readonly file: string;
  readonly schema: Json;
  readonly tests: readonly SuiteTest[];
};

/** The required tests of one draft, or those of a folder below it, such as `optional/format`. */
export function readSuite(suite: string, draft: string, below = ""): readonly SuiteTest[] {
  return readGroups(suite, draft, below).flatMap(({ tests }) => tests);
}

/** The same, schema by schema. */
export function readGroups(suite: string, draft: string, below = ""): readonly SuiteGroup[] {
  const folder = join(suite, "tests", draft, below);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort();
  return files.flatMap((path) => {
    const file = path.replace(".json", "");
    return (readJson(join(folder, path)) as readonly Group[]).map(({ description, schema, tests }) => {
      const name = [draft, file, description].join("/");
      return {
        name,
        file,
        schema,
        tests: tests.map(({ description, data, valid }) => ({
          name: `${name}/${description}`,
          schema,
          data,
          valid,
        })),
      };
    });
  });
}

type Group = {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
};

/** What the suite expects to be served at `http://localhost:1234`, as documents. Those of other drafts are left out. */
export function readRemotes(suite: string, draft: string): ReadonlyMap<string, Json> {
  const folder = join(suite, "remotes");
  const others = [...drafts.map(([name]) => name), "draft-next"].filter((name) => name !== draft);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".json") && !others.some((other) => file.startsWith(`${other}/`)))
    .sort();
  return new Map(files.map((file) => [`http://localhost:1234/${file}`, readJson(join(folder, file))]));
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, "utf8"));
}
