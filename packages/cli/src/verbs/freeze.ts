import { join } from "node:path";
import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { freeze as freezeVersions } from "@concordat/contracts/files";
import { countFindings } from "@concordat/gate/reports";
import { cliErrors } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { findingsFormat } from "../findings/formats.ts";
import { printFindings } from "../findings/print-findings.ts";
import { judgeDrafts, renumberAll } from "../freeze/judge-drafts.ts";
import type { Io } from "../io.ts";
import { exclusively } from "../project/exclusively.ts";
import { requireVersion } from "../project/find-version.ts";
import { openProject, type Project } from "../project/open-project.ts";
import { type ReadProject, readProject } from "../project/read-project.ts";
import { usageLine } from "../usage.ts";
import { defineVerb } from "../verb.ts";

const positionals = [
  {
    name: "CONTRACT",
    about: "what to freeze: path (its latest version), path@version, path/version",
    optional: true,
    many: true,
  },
] as const;

export const freeze = defineVerb({
  name: "freeze",
  summary: "lock drafts, so that they can never change",
  about: `Enters the digest of each version into contracts.lock.json, all or none. Lints first; a version with an error, one
that breaks a promise, one whose number says something else than its content, or one that refers to a draft, is not frozen.
Freeze what has been published: from then on there are events of it.`,
  positionals,
  flags: {
    all: { about: "every draft of the catalogue" },
    renumber: { about: "give each draft the number that follows from its content first" },
    format: findingsFormat,
  },
  examples: [
    "concordat freeze commerce/order/placed@1.1.0",
    "concordat freeze commerce/order/placed --renumber",
    "concordat freeze --all",
  ],
  async run({ flags, positionals: words }, io) {
    if ((words.length === 0) === !flags.all)
      throw cliErrors.USAGE_ARGUMENTS({
        verb: "freeze",
        problem: flags.all ? "takes contracts or --all, not both" : "wants contracts, or --all",
        usage: usageLine({ name: "freeze", positionals }),
      });
    const project = openProject(flags, io);
    const named = chosen(readProject(project), words, project, io);
    const ids = named.filter(({ frozen }) => !frozen).map(({ id }) => id);
    const renumbered = flags.renumber ? await renumberAll(ids, project, io) : ids;
    const { read, drafts, against } = await judgeDrafts(renumbered, project, io);
    if (against.length > 0) {
      await printFindings(against, { format: flags.format, checked: named.length }, io);
      if (!flags.quiet) await io.stderr.write(`nothing was frozen: ${countFindings(against)}\n`);
      return exitCodes.findings;
    }
    requireFrozenReferences(drafts, read.catalogue);
    if (drafts.length > 0)
      exclusively(project.root, () =>
        freezeVersions(join(project.root, project.config.schemas), read.catalogue, renumbered),
      );
    await print(renumbered, flags, io);
    return exitCodes.fine;
  },
});

function chosen(read: ReadProject, words: readonly string[], project: Project, io: Io) {
  if (words.length === 0) return read.catalogue.versions;
  return words.map((word) => requireVersion(word, read, project, io.cwd));
}

/** A frozen version that refers to a draft could still change its meaning, and nobody would notice. */
function requireFrozenReferences(drafts: readonly ContractVersion[], catalogue: Catalogue): void {
  const byDocument = Map.groupBy(catalogue.graph().references, ({ at }) => at.document);
  for (const { id, uri } of drafts) {
    const targets = (byDocument.get(uri) ?? []).flatMap(
      ({ target }) => catalogue.byUri(target?.document ?? "") ?? [],
    );
    const open = targets.filter((target) => !target.frozen && !drafts.includes(target));
    const names = [...new Set(open.map((target) => target.id))];
    if (names.length > 0) throw cliErrors.FREEZE_REFERENCE({ id, drafts: names });
  }
}

async function print(
  ids: readonly string[],
  { format, quiet }: { readonly format?: string; readonly quiet?: boolean },
  io: Io,
): Promise<void> {
  if (format === "json") await io.stdout.write(`${JSON.stringify({ frozen: ids }, null, 2)}\n`);
  else if (format === undefined || format === "text")
    await io.stdout.write(ids.map((id) => `froze ${id}\n`).join(""));
  if (ids.length === 0 && !quiet) await io.stderr.write("nothing to freeze: no draft among them\n");
}
