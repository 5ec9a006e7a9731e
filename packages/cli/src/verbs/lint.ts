import { type Finding, standingOf } from "@concordat/errors";
import { countFindings } from "@concordat/gate/reports";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findingsFormat } from "../findings/formats.ts";
import { printFindings } from "../findings/print-findings.ts";
import { lintProject } from "../lint/lint-project.ts";
import { candidatesOf, chosenFiles } from "../lint/select-findings.ts";
import { openProject } from "../project/open-project.ts";
import { isUnreadable, readProject } from "../project/read-project.ts";
import { defineVerb } from "../verb.ts";

export const lint = defineVerb({
  name: "lint",
  summary: "judge the catalogue by its rules",
  about: `The whole catalogue is always read, since contracts refer to each other; with paths, only what is found there is
printed and counts. Errors fail the run, warnings do not. \`concordat explain RULE\` says what a rule is for, and
concordat.config.json sets levels and accepts exceptions with a reason.`,
  positionals: [
    {
      name: "PATH",
      about: "a file, a folder, a contract, or a pattern such as commerce/**",
      optional: true,
      many: true,
    },
  ],
  flags: { format: findingsFormat },
  examples: ["concordat lint", "concordat lint 'commerce/**'", "concordat lint schemas/oms --format github"],
  async run({ flags, positionals: words }, io) {
    const project = openProject(flags, io);
    const read = readProject(project);
    const verdict = await lintProject(project, read, io.now());
    const candidates = candidatesOf(read.catalogue, verdict.findings, project);
    const chosen = words.length === 0 ? undefined : chosenFiles(words, candidates, io.cwd);
    const findings = verdict.findings.filter(({ at }) => chosen?.has(at.file ?? "") ?? true);
    const checked = candidates.filter(({ contract, file }) => contract && (chosen?.has(file) ?? true)).length;
    await printFindings(findings, { format: flags.format, checked }, io);
    if (!flags.quiet) {
      const accepted =
        verdict.suppressed.length === 0 ? "" : `, ${verdict.suppressed.length} accepted by the settings`;
      await io.stderr.write(
        `${checked} contract${checked === 1 ? "" : "s"}: ${countFindings(findings)}${accepted}\n`,
      );
    }
    return exitCodeFor(findings);
  },
});

/** What could not be read makes the verdict incomplete, which weighs more than what was found in the rest. */
function exitCodeFor(findings: readonly Finding[]): ExitCode {
  const errors = findings.filter((finding) => standingOf(finding) === "error");
  if (errors.some(isUnreadable)) return exitCodes.input;
  return errors.length > 0 ? exitCodes.findings : exitCodes.fine;
}
