import { buffer } from "node:stream/consumers";
import { exitCodes } from "../exit-codes.ts";
import { readInputFile } from "../files.ts";
import { findingsFormat } from "../findings/formats.ts";
import { printFindings } from "../findings/print-findings.ts";
import { readReport } from "../findings/read-report.ts";
import { defineVerb } from "../verb.ts";

export const report = defineVerb({
  name: "report",
  summary: "print saved findings in another format",
  about: `What a verb printed with --format json, in any of the formats, with excerpts from the files as they are now. So a CI
job judges once and reports as often as it likes: annotations for the log, Markdown for the summary, SARIF for the
dashboard. It says what was found and judges nothing: the exit code is that of reading.`,
  positionals: [
    { name: "FILE", about: "what --format json printed; - is standard input, as is nothing", optional: true },
  ],
  flags: { format: findingsFormat },
  examples: [
    "concordat lint --format json > findings.json",
    "concordat report findings.json --format github",
    "concordat report findings.json --format markdown",
  ],
  async run({ flags, positionals: [file = "-"] }, io) {
    const bytes = file === "-" ? await buffer(io.stdin()) : readInputFile(file, io.cwd);
    const { findings, checked, summary } = readReport(bytes, file === "-" ? "<stdin>" : file);
    await printFindings(findings, { format: flags.format, checked, summary }, io);
    return exitCodes.fine;
  },
});
