import { spawnSync } from "node:child_process";
import { reports } from "@concordat/gate/reports";
import { expect, type TestContext, test } from "vitest";
import { accepted, broken, context, hostile, required, unplaced } from "./findings.ts";

/** Python's expat reads it and tells what it saw; that is a parser nobody here wrote. */
const program = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps([[case.get("name"), case.get("classname"), kind.tag, kind.get("message"), kind.text]
  for case in root.iter("testcase") for kind in case]))
`;

test("an XML parser sees each finding, with every word that XML can say", (testContext) => {
  const findings = [broken, accepted, required, unplaced, hostile];
  const cases = parsed(reports.junit(findings, context), testContext);

  expect(cases.map(([name, , tag]) => [name, tag]).sort()).toEqual(
    [
      ["property-required", "failure"],
      ["property-required", "skipped"],
      ["required-undeclared", "failure"],
      ["event-without-message", "failure"],
      ["property-required", "failure"],
    ].sort(),
  );
  const [, place, , message, body] = cases.at(-1) ?? [];
  expect(place).toBe(`${hostile.at.file}#${hostile.at.pointer}`);
  expect(message).toBe(hostile.message);
  expect(body).toContain("a\ufffdb\u202ec & ]]> %0A\r::set-output name=x::y");
});

test("a clean run is well-formed too", (testContext) => {
  expect(parsed(reports.junit([], context), testContext)).toEqual([]);
});

function parsed(xml: string, testContext: TestContext): readonly (readonly string[])[] {
  const { status, stdout, stderr, error } = spawnSync("python3", ["-c", program], {
    input: xml,
    encoding: "utf8",
  });
  if (error !== undefined) {
    if (process.env.CI === "true") throw error;
    return testContext.skip(`python3 cannot be started (${error.message})`);
  }
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
