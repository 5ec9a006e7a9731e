import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { createValidator, type Validate, type ValidatorOptions } from "@concordat/validator";
import { createSecondOpinion } from "@concordat/validator/second-opinion";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { fetchJsonSchemaSuite } from "./fetch-json-schema-suite.ts";
import { drafts, readRemotes, readSuite, type SuiteTest } from "./json-schema-suite.ts";
import knownFailing from "./known-failing.json" with { type: "json" };

/**
 * The official JSON Schema Test Suite, all required tests of five drafts. What fails is listed with a reason in
 * `known-failing.json`; a list that no longer tells the truth fails here, in either direction.
 */
const suite = { folder: "", missing: "" };

/** How many of the required tests each has passed, for the log: the figures that a reader wants to quote. */
const figures: string[] = [];
afterAll(() => console.log(figures.join("\n")));

beforeAll(() => {
  Object.assign(suite, fetchJsonSchemaSuite());
}, 120_000);

describe.each(drafts)("%s", (draft, dialect) => {
  test("our validator", { timeout: 60_000 }, (context) => {
    const tests = required(context, draft);

    expect(failing(`${draft}, ours`, tests, askOurs(draft, dialect))).toEqual(known("concordat", draft));
  });

  test.for(["hyperjump", "cfworker"] as const)(
    "the second opinion of %s",
    { timeout: 60_000 },
    async (by, context) => {
      const tests = required(context, draft);
      const answers = new Map<SuiteTest, boolean | string>();
      const documents = readRemotes(suite.folder, draft);
      for (const [schema, group] of Map.groupBy(tests, (one) => one.schema)) {
        const ask = await createSecondOpinion(schema, { dialect, documents });
        for (const one of group) {
          const opinion = ask(one.data).find((each) => each.by === by);
          answers.set(one, opinion === undefined || "refused" in opinion ? "refused" : opinion.valid);
        }
      }

      expect(failing(`${draft}, ${by}`, tests, (one) => answers.get(one) ?? "unasked")).toEqual(
        known(by, draft),
      );
    },
  );
});

test("formats, by the optional tests of 2020-12", (context) => {
  const tests = required(context, "draft2020-12", "optional/format");

  expect(failing("formats, ours", tests, askOurs("draft2020-12", "2020-12", "assert"))).toEqual(
    known("formats", "draft2020-12"),
  );
});

function required(context: TestContext, draft: string, below?: string): readonly SuiteTest[] {
  if (suite.folder === "") {
    if (process.env.CI === "true") throw new Error(suite.missing);
    context.skip(suite.missing);
  }
  return readSuite(suite.folder, draft, below);
}

function askOurs(draft: string, dialect: Dialect, formats: "assert" | "annotate" = "annotate") {
  const documents = readRemotes(suite.folder, draft);
  const validators = new Map<Json, Validate | string>();
  return ({ schema, data }: SuiteTest): boolean | string => {
    const validate = validators.get(schema) ?? compile(schema, { dialect, documents, formats });
    validators.set(schema, validate);
    return typeof validate === "string" ? validate : validate(data).valid;
  };
}

function compile(schema: Json, options: ValidatorOptions): Validate | string {
  try {
    return createValidator(schema, options);
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

function failing(
  title: string,
  tests: readonly SuiteTest[],
  ask: (one: SuiteTest) => boolean | string,
): readonly string[] {
  const failed = tests.filter((one) => ask(one) !== one.valid);
  figures.push(`${title}: ${tests.length - failed.length} of ${tests.length}`);
  return failed.map(({ name }) => name).sort();
}

function known(list: keyof typeof knownFailing, draft: string): readonly string[] {
  const entries: readonly { readonly tests: readonly string[] }[] = knownFailing[list];
  return entries
    .flatMap(({ tests }) => tests)
    .filter((name) => name.startsWith(`${draft}/`))
    .sort();
}
