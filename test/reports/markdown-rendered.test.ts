import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { reports } from "@concordat/gate/reports";
import fc from "fast-check";
import { expect, type TestContext, test } from "vitest";
import { fetchFromNpm } from "./fetch-from-npm.ts";
import { broken, context, hostile, unplaced } from "./findings.ts";

/** A renderer that follows CommonMark, with tables and HTML let through as forges do, so that what would break out does. */
const archive = {
  name: "markdown-it",
  version: "15.0.3",
  sha256: "98a7453983ab0e268c17dbd5260bf7190ba46b4cca912327fc1c1a2578e4b56d",
};

test("a hostile finding renders to its block and nothing else", async (testContext) => {
  const render = await renderer(testContext);
  const html = render(reports.markdown([hostile, broken, unplaced], context));

  expect(elementsOf(html)).toEqual(
    elementsOf(render(reports.markdown([tame(hostile), broken, unplaced], context))),
  );
});

test("no text in any place adds an element or a link to the page", async (testContext) => {
  const render = await renderer(testContext);
  const text = fc.array(fc.constantFrom(...signs), { maxLength: 25 }).map((parts) => parts.join(""));
  const label = fc.constantFrom("witness", "affects", "accept");
  fc.assert(
    fc.property(text, text, text, label, text, (message, hint, place, label, note) => {
      const shape = { rule: "r", code: "r", severity: "error" as const };
      const given = { ...shape, message, hint, at: { file: place }, notes: [{ label, text: note }] };
      const notes = [{ label, text: note.includes("\n") ? "two\nlines" : "one line" }];
      const harmless = {
        message: "m",
        hint: hint.includes("\n") ? "two\nlines" : "one line",
        at: { file: "f" },
      };

      expect(elementsOf(render(reports.markdown([given], context)))).toEqual(
        elementsOf(render(reports.markdown([{ ...shape, ...harmless, notes }], context))),
      );
    }),
    { numRuns: 3000 },
  );
});

const signs = [
  ..."`~*_[]()<>!#|\\&\"'=-+:@$%^ \n\r\t1.a",
  "```",
  "https://a.example",
  "www.a.example",
  "</details>",
  "<b>",
  "<!--",
  "&lt;",
  "\n\n",
  "    ",
  "* * *",
];

/** The same shape of a finding, with words that mean nothing anywhere. */
function tame(finding: typeof hostile): typeof hostile {
  const notes = [
    { label: "witness", text: "1" },
    { label: "label", text: "note" },
  ];
  return { ...finding, message: "message", hint: "two\nlines", at: { file: "file" }, notes };
}

/** Names of the tags in order; in code and text all angle brackets are references by now. */
function elementsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[a-z0-9]+|!--)/gi)].map(([, name = ""]) => name);
}

async function renderer(testContext: TestContext): Promise<(markdown: string) => string> {
  const fetched = fetchFromNpm(archive);
  if ("missing" in fetched) {
    if (process.env.CI === "true") throw new Error(fetched.missing);
    return testContext.skip(fetched.missing);
  }
  const file = join(fetched.folder, "dist", "browser", "markdown-it.esm.min.mjs");
  const { default: create } = (await import(pathToFileURL(file).href)) as {
    default: (options: object) => { render(text: string): string };
  };
  const page = create({ html: true, linkify: true });
  return (markdown) => page.render(markdown);
}
