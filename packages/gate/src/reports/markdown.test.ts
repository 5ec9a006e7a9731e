import { expect, test } from "vitest";
import { reports } from "./index.ts";
import { accepted, broken, context, hostile, summary, unplaced } from "./testing/findings.ts";

test("a finding is a block that opens on its title: excerpt, witness and command to copy, notes", () => {
  expect(reports.markdown([broken], context)).toBe(`### Concordat: 1 error

<details>
<summary><b>error</b> <code>property-required</code> &quot;display_name&quot; was optional and is now required<br><code>schemas/oms/branch/created/1.0.0.json:2:23</code></summary>

\`\`\`
	"required": ["name", "display_name"],
	                     ^^^^^^^^^^^^^^
\`\`\`

**witness**

\`\`\`json
{"name":"User"}
\`\`\`

**proof**

\`\`\`
written by 1.1.0, refused by 1.2.0
by Ajv and by @hyperjump/json-schema
\`\`\`

**affects** schema\\-indexer, audit

**fix** keep "display\\_name" optional

**accept**

\`\`\`sh
concordat accept property-required
\`\`\`

</details>
`);
});

test("what was accepted says so in the heading, the title and a note", () => {
  const output = reports.markdown([accepted], context);

  expect(output).toContain("### Concordat: 1 accepted\n");
  expect(output).toContain("<b>accepted</b>");
  expect(output).toContain("**accepted** nobody reads it yet \\(by ada, until 2027\\-01\\-31\\)");
});

test("what changed is a table, and the counts stand below it", () => {
  expect(reports.markdown([], { ...context, summary })).toBe(`### Concordat: no findings

| contract | from | to | relation | version | status |
| --- | --- | --- | --- | --- | --- |
| oms/objecttype/created | 1.1.0 | draft | narrower | would be 2.0.0 | breaking |
| oms/branch/merged | 1.0.0 | 1.1.0 | wider |  | compatible |
| oms/branch/closed |  | draft |  |  | compatible |

1 breaking, 2 compatible (proved), 0 undecided, 66 unchanged
`);
});

test("the fence is longer than any in what it holds", () => {
  expect(reports.markdown([hostile], context)).toContain(
    '\n``````json\n{"a":"```\\n````"}\n`````\n</details>\n# out\n``````\n',
  );
});

test("no sign that a forge would make a link or a message of is left whole outside of a fence", () => {
  const output = reports.markdown([hostile], context).replace(/^(`{3,}).*?^\1$/gms, "");

  expect(output).not.toMatch(/@\w|#\d|:\/\/|^\//m);
  expect(output).not.toMatch(/(?<!\\)<(?!\/?(?:details|summary|b|code|br)>)/);
});

test("a report too long for a comment says how many findings it left out", () => {
  const output = reports.markdown(
    Array.from({ length: 5000 }, () => unplaced),
    context,
  );
  const shown = output.match(/^<details>$/gm)?.length ?? 0;

  expect(output.length).toBeLessThan(65_536);
  expect(output).toContain("### Concordat: 5000 errors\n");
  expect(output).toContain(`… and ${5000 - shown} more, `);
});
