import { type Finding, standingOf } from "@concordat/errors";
import { checkProject } from "../check/check-project.ts";
import { againstFlag, writerFlag } from "../check/flags.ts";
import { printCheck } from "../check/print-check.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findingsFormat } from "../findings/formats.ts";
import { openProject } from "../project/open-project.ts";
import { isUnreadable } from "../project/read-project.ts";
import { defineVerb } from "../verb.ts";

export const check = defineVerb({
  name: "check",
  summary: "hold the catalogue against what was promised",
  about: `Lint, what is frozen, and compatibility in one report. A change is proved safe, or an event is printed that breaks a
reader, beside the line that causes it; where neither can be reached, it is undecided, which fails unless the settings say
otherwise. Rules that run validators are asked of what has changed; \`concordat lint\` asks them of everything.`,
  positionals: [],
  flags: { against: againstFlag, writer: writerFlag, format: findingsFormat },
  examples: ["concordat check", "concordat check --against main", "concordat check --against ../released"],
  async run({ flags }, io) {
    const since = io.now();
    const project = openProject(flags, io);
    const { against = "lock", writer } = flags;
    const checked = await checkProject(project, { against, writer }, io);
    await printCheck(checked, { format: flags.format, quiet: flags.quiet ?? false, since }, io);
    return exitCodeFor(checked.findings);
  },
});

/** What could not be read makes the verdict incomplete, which weighs more than what was found in the rest. */
function exitCodeFor(findings: readonly Finding[]): ExitCode {
  const errors = findings.filter((finding) => standingOf(finding) === "error");
  if (errors.some(isUnreadable)) return exitCodes.input;
  return errors.length > 0 ? exitCodes.findings : exitCodes.fine;
}
