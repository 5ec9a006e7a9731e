import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Json } from "@concordat/json";
import { createValidator, emitSupport, emitValidator, type Validate } from "@concordat/validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchJsonSchemaSuite } from "./fetch-json-schema-suite.ts";
import { drafts, readGroups, readRemotes } from "./json-schema-suite.ts";

/** What the live validator says about the official suite, right or wrong, an emitted one says in the same words. */
const suite = { folder: "", missing: "" };
const command = "npm run codegen";
const folder = mkdtempSync(join(tmpdir(), "concordat-suite-emitted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  Object.assign(suite, fetchJsonSchemaSuite());
  writeFileSync(join(folder, "support.mjs"), emitSupport(command));
}, 120_000);

describe.each(drafts)("%s", (draft, dialect) => {
  test("every schema judges alike", { timeout: 120_000 }, async (context) => {
    if (suite.folder === "") {
      if (process.env.CI === "true") throw new Error(suite.missing);
      context.skip(suite.missing);
    }
    const options = { dialect, documents: readRemotes(suite.folder, draft), formats: "annotate" } as const;
    let emitted = 0;
    for (const { schema, tests, name } of readGroups(suite.folder, draft)) {
      const live = compiled(schema, options);
      if (live === undefined) continue;
      const file = join(folder, `${draft}-${emitted++}.mjs`);
      writeFileSync(file, emitValidator(schema, { ...options, command, supportFrom: "./support.mjs" }));
      const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
        readonly validate: Validate;
      };
      const values = tests.flatMap(({ data }) => [data, [data], { foo: data, bar: data }]);
      const differing = values.filter((value) => !isDeepStrictEqual(module.validate(value), live(value)));
      expect(differing, name).toEqual([]);
    }
    expect(emitted).toBeGreaterThan(100);
  });
});

/** A few schemas of the suite are refused on purpose. */
function compiled(schema: Json, options: Parameters<typeof createValidator>[1]): Validate | undefined {
  try {
    return createValidator(schema, options);
  } catch {
    return undefined;
  }
}
