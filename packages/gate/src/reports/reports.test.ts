import { describe, expect, test } from "vitest";
import { countFindings, reports } from "./index.ts";
import {
  acceptance,
  accepted,
  broken,
  context,
  file,
  hostile,
  required,
  summary,
  unplaced,
} from "./testing/findings.ts";

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

test("text prints notes as aligned lines, the hint as the fix before the way to accept", () => {
  expect(reports.text([broken], context).split("\n").slice(5)).toEqual([
    '  = witness  {"name":"User"}',
    "  = proof    written by 1.1.0, refused by 1.2.0",
    "  =          by Ajv and by @hyperjump/json-schema",
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
  const [head, , , , , ...remarks] = reports
    .text([{ ...required, accepted: acceptance }], context)
    .split("\n");

  expect(head).toMatch(/^accepted\[required-undeclared\]: /);
  expect(remarks).toEqual([
    "  = fix       declare it under properties, or take it out of required",
    "  = accepted  nobody reads it yet (by ada, until 2027-01-31)",
    "  = code      LINT_REQUIRED_UNDECLARED",
    "",
  ]);
  expect(countFindings([accepted, required])).toBe("1 warning, 1 accepted");
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

test("text closes with what changed, aligned, and with the counts", () => {
  expect(reports.text([], { ...context, summary: { ...summary, seconds: 0.42 } })).toBe(
    `oms/objecttype/created  1.1.0 → draft  narrower  would be 2.0.0  breaking
oms/branch/merged       1.0.0 → 1.1.0  wider                     compatible
oms/branch/closed       new → draft                              compatible
1 breaking, 2 compatible (proved), 0 undecided, 66 unchanged · 0.4 s
`,
  );
});

test("json carries the findings as they are", () => {
  expect(JSON.parse(reports.json([required, broken], context))).toEqual({
    version: "1.2.3",
    checked: 2,
    findings: [required, broken],
  });
  expect(JSON.parse(reports.json([], { ...context, summary })).summary).toEqual(summary);
});

test("github commands escape what would end them, and name columns only on one line", () => {
  const lines = reports.github([required, unplaced], context).split("\n");

  expect(lines).toEqual([
    `::warning file=${file},line=2,endLine=2,col=23,endColumn=37,title=required-undeclared (LINT_REQUIRED_UNDECLARED)::"display_name" is required, and nobody declares it%0Adeclare it under properties, or take it out of required`,
    "::error title=event-without-message::no message of asyncapi.yaml carries <it>: 50 %25 are missing\u0007%0Aadd a message, with a $ref to the file",
    "",
  ]);
});

test("github shows notes as lines, and what was accepted as a notice", () => {
  expect(reports.github([accepted], context)).toBe(
    `::notice file=${file},line=2,endLine=2,col=23,endColumn=37,title=property-required::"display_name" was optional and is now required%0Awitness: {"name":"User"}%0Aproof: written by 1.1.0, refused by 1.2.0%0Aby Ajv and by @hyperjump/json-schema%0Aaffects: schema-indexer, audit%0Afix: keep "display_name" optional%0Aaccept: concordat accept property-required%0Aaccepted: nobody reads it yet (by ada, until 2027-01-31)\n`,
  );
});

test("no text of a stranger begins a workflow command of its own, nor ends a property", () => {
  const output = reports.github([hostile], context);

  expect(output.split(/[\r\n]/)).toHaveLength(2);
  expect(output).toMatch(
    /^::error file=schemas\/"\]\]>%2C%3A%3A%0A\/1\.0\.0\.json,title=property-required::/,
  );
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

  test("a rule that a table knows is described by it", () => {
    const describeRule = (id: string) =>
      id === "property-required"
        ? {
            sentence: "A property became required.",
            reason: "Writers leave it out.",
            remedy: "keep it optional",
            severity: "error" as const,
          }
        : undefined;
    const { rules } = JSON.parse(reports.sarif([broken, required], { ...context, describeRule })).runs[0].tool
      .driver;

    expect(rules).toEqual([
      {
        id: "property-required",
        name: "property-required",
        shortDescription: { text: "A property became required." },
        fullDescription: { text: "A property became required. Writers leave it out." },
        help: {
          text: expect.stringContaining("What to do: keep it optional."),
          markdown: expect.stringContaining("**What to do.** keep it optional."),
        },
        defaultConfiguration: { level: "error" },
      },
      { id: "required-undeclared", name: "required-undeclared" },
    ]);
  });

  test("notes are lines of the message and data beside it", () => {
    const [result] = JSON.parse(reports.sarif([broken], context)).runs[0].results;

    expect(result.message.text).toContain(
      '\naffects: schema-indexer, audit\nfix: keep "display_name" optional',
    );
    expect(result.properties.notes).toEqual(broken.notes);
    expect(result).not.toHaveProperty("suppressions");
  });

  test("what was accepted is suppressed with its reason, and then every result says whether it is", () => {
    const { results } = JSON.parse(reports.sarif([accepted, required], context)).runs[0];

    expect(results.map(({ suppressions }: { suppressions: object[] }) => suppressions)).toEqual([
      [
        {
          kind: "external",
          status: "accepted",
          justification: "nobody reads it yet (by ada, until 2027-01-31)",
        },
      ],
      [],
    ]);
  });
});

describe("junit", () => {
  test("every finding is a failed case, and no text can leave its element", () => {
    const xml = reports.junit([required, unplaced], context);

    expect(xml).toContain('<testsuites name="concordat" tests="2" failures="2" skipped="0">');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml).toContain("carries &lt;it&gt;: 50 % are missing\ufffd");
    expect(xml).toContain("&quot;display_name&quot; is required");
  });

  test("what was accepted is skipped, with the reason", () => {
    const xml = reports.junit([accepted, required], context);

    expect(xml).toContain('<testsuites name="concordat" tests="2" failures="1" skipped="1">');
    expect(xml).toContain('<skipped message="accepted: nobody reads it yet (by ada, until 2027-01-31)">');
  });

  test("a clean run is a passed case, since an empty report looks like a run that never was", () => {
    expect(reports.junit([], context)).toContain(
      '<testsuites name="concordat" tests="1" failures="0" skipped="0">',
    );
    expect(reports.junit([], context)).toContain('<testcase name="2 contracts"');
  });
});

describe("gitlab", () => {
  const issues = (findings: Parameters<typeof reports.gitlab>[0]) =>
    JSON.parse(reports.gitlab(findings, context)) as readonly { readonly [member: string]: unknown }[];

  test("an issue has the members that merge requests show", () => {
    expect(issues([broken, accepted, required])).toEqual([
      {
        description: expect.stringMatching(/^"display_name" was optional.*\nwitness: \{"name":"User"\}\n/),
        check_name: "property-required",
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: "major",
        location: { path: file, lines: { begin: 2 } },
      },
      expect.objectContaining({ severity: "info" }),
      expect.objectContaining({ severity: "minor" }),
    ]);
  });

  test("a fingerprint outlives the line, and no two findings of a report share one", () => {
    const position = { line: 7, column: 3, offset: 90 };
    const moved = { ...broken, at: { ...broken.at, range: { start: position, end: position } } };
    const [first, second] = issues([broken, broken]).map(({ fingerprint }) => fingerprint);

    expect(issues([moved])[0]?.fingerprint).toBe(first);
    expect(second).not.toBe(first);
  });

  test("what concerns no file is shown on the settings", () => {
    expect(issues([unplaced])[0]?.location).toEqual({
      path: "concordat.config.json",
      lines: { begin: 1 },
    });
  });
});

test.each([
  [[], "no findings"],
  [[required], "1 warning"],
  [[unplaced, required, unplaced], "2 errors, 1 warning"],
])("%# counts", (findings, words) => {
  expect(countFindings(findings)).toBe(words);
});
