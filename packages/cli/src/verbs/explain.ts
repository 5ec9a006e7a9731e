import { cliErrors } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { readPages } from "../explain/read-pages.ts";
import { section } from "../usage.ts";
import { defineVerb } from "../verb.ts";

export const explain = defineVerb({
  name: "explain",
  summary: "print the page of an error code or a rule",
  about: "Every message ends with a code or a rule id; its page says why it is an error and what to do.",
  positionals: [
    { name: "CODE", about: "an error code or a rule id; without it, the list of all", optional: true },
  ],
  flags: {},
  examples: ["concordat explain JSON_DUPLICATE_KEY", "concordat explain required-undeclared"],
  async run({ positionals: [word] }, io) {
    const pages = await readPages();
    if (word === undefined) {
      await io.stdout.write(`${overview(pages)}\n`);
      return exitCodes.fine;
    }
    const asCode = word.toUpperCase().replaceAll("-", "_");
    const name = [word, asCode, word.toLowerCase()].find((candidate) => pages.has(candidate));
    const page = name === undefined ? undefined : pages.get(name);
    if (page === undefined) throw cliErrors.EXPLAIN_UNKNOWN({ word, known: [...pages.keys()] });
    await io.stdout.write(page);
    return exitCodes.fine;
  },
});

function overview(pages: ReadonlyMap<string, string>): string {
  const rows = [...pages].map(([name, page]) => [name, firstSentence(page)] as const);
  const isCode = (name: string) => name === name.toUpperCase();
  const codes = rows.filter(([name]) => isCode(name));
  const rules = rows.filter(([name]) => !isCode(name));
  return [section("codes", codes), section("rules", rules)].filter((text) => text !== undefined).join("\n\n");
}

/** The line under the title, which every page begins with. */
function firstSentence(page: string): string {
  return (
    page
      .split("\n")
      .slice(1)
      .find((line) => line.trim() !== "") ?? ""
  );
}
