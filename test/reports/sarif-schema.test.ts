import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reports } from "@concordat/gate/reports";
import { isObject, type JsonObject, parseJson } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import { expect, type TestContext, test } from "vitest";
import { fetchFromNpm } from "./fetch-from-npm.ts";
import { accepted, broken, context, hostile, required, unplaced } from "./findings.ts";

/** The OASIS schema of SARIF 2.1.0 (errata 05), as Microsoft's own matchers carry it. */
const archive = {
  name: "@microsoft/jest-sarif",
  version: "1.0.0-beta.0",
  sha256: "748e2c3d1a842e7bb258416685c7ea3a0da40005b72267b2052c2856d48ad102",
};

const findings = [broken, accepted, required, unplaced, hostile];

const describeRule = () => ({
  sentence: "A property became required.",
  reason: "Writers leave it out.",
  remedy: "keep it optional",
  severity: "error" as const,
});

test.for([
  ["with findings of every kind", findings, context],
  ["with rules that are described", findings, { ...context, describeRule }],
  ["without a finding", [], context],
] as const)("a log %s is valid by the official schema", ([, list, around], testContext) => {
  const validate = createValidator(officialSchema(testContext), { formats: "assert" });
  const log = parseJson(reports.sarif(list, around), { maxDepth: 64 });

  expect(validate(log)).toEqual({ valid: true });
});

test("the schema refuses what is no such log, so that its yes means something", (testContext) => {
  const validate = createValidator(officialSchema(testContext), { formats: "assert" });
  const log = parseJson(reports.sarif(findings, context)) as JsonObject;

  expect(validate({ ...log, version: "2.0.0" }).valid).toBe(false);
  expect(validate(JSON.parse(JSON.stringify(log).replace('"level":"error"', '"level":"bad"'))).valid).toBe(
    false,
  );
});

function officialSchema(testContext: TestContext): JsonObject {
  const fetched = fetchFromNpm(archive);
  if ("missing" in fetched) {
    if (process.env.CI === "true") throw new Error(fetched.missing);
    return testContext.skip(fetched.missing);
  }
  const file = join(fetched.folder, "lib", "schemas", "sarif-2.1.0-rtm.5.json");
  // One pattern has a bracket that only the old syntax reads as itself; escaped, it means the same in both.
  const schema = parseJson(readFileSync(file, "utf8").replaceAll("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$"));
  if (!isObject(schema)) throw new Error(`${file} is no schema`);
  return schema;
}
