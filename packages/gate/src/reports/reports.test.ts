import type { Finding } from "@concordat/errors";
import { describe, expect, test } from "vitest";
import { countFindings, reports } from "./index.ts";

const file = "schemas/oms/branch/created/1.0.0.json";
const text = `{
\t"required": ["name", "display_name"],
  "title": "<Branch> & \\"co\\""
}
`;
const start = text.indexOf('"display_name"');

const required: Finding = {
  rule: "required-undeclared",
  code: "LINT_REQUIRED_UNDECLARED",
  severity: "warning",
  message: '"display_name" is required, and nobody declares it',
  hint: "declare it under properties, or take it out of required",
  at: {
    file,
    contract: "oms/branch/created/1.0.0",
    pointer: "/required/1",
    range: {
      start: { line: 2, column: 23, offset: start },
      end: { line: 2, column: 37, offset: start + '"display_name"'.length },
    },
  },
};

const unplaced: Finding = {
  rule: "event-without-message",
  code: "event-without-message",
  severity: "error",
  message: "no message of asyncapi.yaml carries <it>: 50 % are missing\u0007",
  hint: "add a message, with a $ref to the file",
  at: { contract: "oms/branch/created/1.0.0" },
};

const context = {
  version: "1.2.3",
  checked: 2,
  source: (name: string) => (name === file ? text : undefined),
};

test("text shows what, where, the line with carets under the range, and what to do", () => {
  expect(
    reports.text([required], context),
  ).toBe(`warning[required-undeclared]: "display_name" is required, and nobody declares it
 --> schemas/oms/branch/created/1.0.0.json:2:23
  |
2 | \t"required": ["name", "display_name"],
  | \t                     ^^^^^^^^^^^^^^
  = declare it under properties, or take it out of required
  = LINT_REQUIRED_UNDECLARED, required-undeclared
`);
});

const broken: Finding = {
  ...required,
  rule: "property-required",
  code: "property-required",
  severity: "error",
  message: '"display_name" was optional and is now required',
  hint: 'keep "display_name" optional',
  notes: [
    { label: "witness", text: '{"name":"User"}\nwritten by 1.1.0, refused by 1.2.0' },
    { label: "affects", text: "schema-indexer, audit" },
    { label: "accept", text: "concordat accept property-required" },
  ],
};

test("text prints notes as aligned lines, the hint as the fix before the way to accept", () => {
  expect(reports.text([broken], context).split("\n").slice(5)).toEqual([
    '  = witness  {"name":"User"}',
    "  =          written by 1.1.0, refused by 1.2.0",
    "  = affects  schema-indexer, audit",
    '  = fix      keep "display_name" optional',
    "  = accept   concordat accept property-required",
    "",
  ]);
});

test("a note labelled fix stands where it was put, in the place of the hint", () => {
  const notes = [
    { label: "fix", text: "release 2.0.0" },
    { label: "writer", text: "1.1.0" },
  ];

  expect(
    reports
      .text([{ ...broken, notes }], context)
      .split("\n")
      .slice(5),
  ).toEqual(["  = fix     release 2.0.0", "  = writer  1.1.0", ""]);
});

test("an accepted finding is shown as such, with the reason, and is no error in the count", () => {
  const accepted = { reason: "nobody reads it yet", until: "2027-01-31", by: "ada" };
  const [head, , , , , ...remarks] = reports.text([{ ...required, accepted }], context).split("\n");

  expect(head).toMatch(/^accepted\[required-undeclared\]: /);
  expect(remarks).toEqual([
    "  = fix       declare it under properties, or take it out of required",
    "  = accepted  nobody reads it yet (by ada, until 2027-01-31)",
    "  = code      LINT_REQUIRED_UNDECLARED",
    "",
  ]);
  expect(countFindings([{ ...unplaced, accepted }, required])).toBe("1 warning, 1 accepted");
});

test("what would steer a terminal or turn the reading direction is replaced, one character by one", () => {
  const message = "a\u001b]0;title\u0007 b\u009b31m c\u202ed";

  expect(reports.text([{ ...unplaced, message }], context).split("\n")[0]).toBe(
    "error[event-without-message]: a\ufffd]0;title\ufffd b\ufffd31m c\ufffdd",
  );
});

test("text without a known file names the contract, and a rule that is its own code stands once", () => {
  expect(reports.text([unplaced], context).split("\n").slice(1)).toEqual([
    " --> oms/branch/created/1.0.0",
    "  = add a message, with a $ref to the file",
    "  = event-without-message",
    "",
  ]);
});

test("a minified line is cut around the range", () => {
  const long = `{${'"a":1,'.repeat(1000)}"b":2}`;
  const offset = long.indexOf('"b"');
  const range = {
    start: { line: 1, column: offset + 1, offset },
    end: { line: 1, column: offset + 4, offset: offset + 3 },
  };
  const [, , , line = "", carets = ""] = reports
    .text([{ ...required, at: { file, range } }], { ...context, source: () => long })
    .split("\n");

  expect(line.length).toBeLessThan(170);
  expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe('"b"');
});

test("json carries the findings as they are", () => {
  expect(JSON.parse(reports.json([required, broken], context))).toEqual({
    version: "1.2.3",
    checked: 2,
    findings: [required, broken],
  });
});

test("github commands escape what would end them, and name columns only on one line", () => {
  const lines = reports.github([required, unplaced], context).split("\n");

  expect(lines).toEqual([
    `::warning file=${file},line=2,endLine=2,col=23,endColumn=37,title=required-undeclared (LINT_REQUIRED_UNDECLARED)::"display_name" is required, and nobody declares it%0Adeclare it under properties, or take it out of required`,
    "::error title=event-without-message::no message of asyncapi.yaml carries <it>: 50 %25 are missing\u0007%0Aadd a message, with a $ref to the file",
    "",
  ]);
});

describe("sarif", () => {
  const log = JSON.parse(reports.sarif([required, unplaced, required], context));

  test("every rule is described once and every result refers to it", () => {
    const [run] = log.runs;
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["event-without-message", "required-undeclared"]);
    for (const { ruleId, ruleIndex } of run.results) expect(ids[ruleIndex]).toBe(ruleId);
  });

  test("a region counts from one in UTF-16 units, and a finding without a file has no location", () => {
    const [first, second] = log.runs[0].results;
    expect(log.runs[0].columnKind).toBe("utf16CodeUnits");
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: file },
      region: { startLine: 2, startColumn: 23, endLine: 2, endColumn: 37 },
    });
    expect(second).not.toHaveProperty("locations");
  });
});

describe("junit", () => {
  test("every finding is a failed case, and no text can leave its element", () => {
    const xml = reports.junit([required, unplaced], context);

    expect(xml).toContain('<testsuites name="concordat" tests="2" failures="2">');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml).toContain("carries &lt;it&gt;: 50 % are missing\ufffd");
    expect(xml).toContain("&quot;display_name&quot; is required");
  });

  test("a clean run is a passed case, since an empty report looks like a run that never was", () => {
    expect(reports.junit([], context)).toContain('<testsuites name="concordat" tests="1" failures="0">');
    expect(reports.junit([], context)).toContain('<testcase name="2 contracts"');
  });
});

test.each([
  [[], "no findings"],
  [[required], "1 warning"],
  [[unplaced, required, unplaced], "2 errors, 1 warning"],
])("%# counts", (findings, words) => {
  expect(countFindings(findings)).toBe(words);
});
