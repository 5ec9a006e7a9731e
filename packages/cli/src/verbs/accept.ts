import { join } from "node:path";
import { type AcceptedBreak, acceptedFileName, formatAccepted } from "@concordat/contracts";
import { writeAtomically } from "@concordat/contracts/files";
import { gitAuthor } from "@concordat/contracts/git";
import { acceptanceOf, type Decision, withAccepted } from "@concordat/gate/evolution";
import { requireDay, requireReason } from "../accept/decision-flags.ts";
import { requireBreaks } from "../accept/require-breaks.ts";
import { checkChanges, dayOf, requireAccepted } from "../check/check-changes.ts";
import { againstFlag, writerFlag } from "../check/flags.ts";
import { exitCodes } from "../exit-codes.ts";
import { readAsyncapiUnjudged } from "../lint/read-asyncapi.ts";
import { exclusively } from "../project/exclusively.ts";
import { openProject, type Project } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { defineVerb } from "../verb.ts";

export const accept = defineVerb({
  name: "accept",
  summary: "accept a break, with a reason",
  about: `Enters each break that the words name into ${acceptedFileName}, with its witness and the content of both sides.
It covers that break only: once a draft changes again, the finding is back. Between frozen versions it stands for ever.`,
  positionals: [
    {
      name: "RULE@CONTRACT",
      about: "as `concordat check` prints it; RULE@CONTRACT@1.1.0 for one version only",
      many: true,
    },
  ],
  flags: {
    reason: { value: "TEXT", about: "why it may be; at least ten characters" },
    until: { value: "DATE", about: "the last day on which it holds, as in 2027-06-30" },
    by: { value: "NAME", about: "who decides (default: git's user.name and user.email)" },
    against: againstFlag,
    writer: writerFlag,
  },
  examples: [
    'concordat accept property-required@oms/objecttype/created --reason "no consumer is live yet" --until 2027-06-30',
    'concordat accept version-removed@shop/order/paid --against main --reason "was never published"',
  ],
  async run({ flags, positionals: words }, io) {
    const { against = "lock", writer, by } = flags;
    const reason = requireReason(flags.reason);
    const until = requireDay(flags.until, dayOf(io));
    const project = openProject(flags, io);
    const read = readProject(project);
    const reading = readAsyncapiUnjudged(project, read.catalogue);
    const { evolution } = await checkChanges(project, { read, reading }, { against, writer }, io);
    const breaks = words.flatMap((word) => requireBreaks(word, evolution.breaks));
    const author = by ?? gitAuthor(project.root);
    const decision: Decision = {
      reason,
      ...(author !== undefined && { by: author }),
      on: dayOf(io),
      ...(until !== undefined && { until }),
    };
    const entries = breaks.map((found) => acceptanceOf(found, decision));
    exclusively(project.root, () => enter(entries, project));
    await io.stdout.write(entries.map(lineOf).join(""));
    return exitCodes.fine;
  },
});

/** The file is read anew just before it is written, so that what somebody else accepted meanwhile is kept. */
function enter(entries: readonly AcceptedBreak[], project: Project): void {
  const all = withAccepted(requireAccepted(project), entries);
  writeAtomically(join(project.root, acceptedFileName), formatAccepted(all));
}

function lineOf({ rule, contract, direction, before, after, about }: AcceptedBreak): string {
  const change = after === undefined ? `${before.version} → gone` : `${before.version} → ${after.version}`;
  const place = about === "" ? "" : ` at ${about}`;
  return `accepted ${rule}@${contract} ${change}${direction ? `, ${direction}` : ""}${place}\n`;
}
