import type { ContractVersion } from "@concordat/contracts";
import { standingOf } from "@concordat/errors";
import { countFindings } from "@concordat/gate/reports";
import type { ContractSummary, PushedVersion } from "@concordat/registry-client";
import { requireAccepted } from "../check/check-changes.ts";
import { checkProject } from "../check/check-project.ts";
import { printCheck } from "../check/print-check.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findingsFormat } from "../findings/formats.ts";
import { printFindings } from "../findings/print-findings.ts";
import type { Io } from "../io.ts";
import { readAsyncapi } from "../lint/read-asyncapi.ts";
import { openProject } from "../project/open-project.ts";
import { isUnreadable, readProject } from "../project/read-project.ts";
import { pushRequest } from "../push/push-request.ts";
import { refusedFindings } from "../push/refused-findings.ts";
import { registryFlag, timeoutFlag, tokenFlag } from "../registry/flags.ts";
import { openRegistry } from "../registry/open-registry.ts";
import { defineVerb } from "../verb.ts";

export const push = defineVerb({
  name: "push",
  summary: "send the catalogue to a registry, through the gate",
  about: `Checks first, and pushes nothing that \`concordat check\` would not pass. The registry judges again, by what it has, and
stores all of it or nothing. Frozen versions are sent; what is there already stays, so a push may always be repeated.`,
  positionals: [],
  flags: {
    registry: registryFlag,
    "dry-run": { about: "say what would become of it, and store nothing" },
    drafts: { about: "send drafts, too; they may still change there, and have no Confluent version" },
    token: tokenFlag,
    timeout: timeoutFlag,
    format: findingsFormat,
  },
  examples: ["concordat push --registry https://registry.example.com --dry-run", "concordat push --drafts"],
  async run({ flags }, io) {
    const since = io.now();
    const project = openProject(flags, io);
    const { config } = project;
    const client = await openRegistry(flags, { verb: "push", config, cache: false }, io);
    const checked = await checkProject(project, { against: "lock" }, io);
    const errors = checked.findings.filter((finding) => standingOf(finding) === "error");
    if (errors.length > 0) {
      await printCheck(checked, { format: flags.format, quiet: flags.quiet ?? false, since }, io);
      if (!flags.quiet) await io.stderr.write("nothing was pushed\n");
      return errors.some(isUnreadable) ? exitCodes.input : exitCodes.findings;
    }
    const { catalogue } = readProject(project);
    const { model } = await readAsyncapi(project);
    const wanted = catalogue.versions.filter(({ frozen }) => frozen || flags.drafts);
    const { value: present } = await client.contracts();
    const versions = wanted.filter(isNewAmong(present));
    const request = pushRequest({ config, versions, accepted: requireAccepted(project), model });
    const { pushed, refused } = await client.push(request, { dryRun: flags["dry-run"] ?? false });
    if (refused.length > 0) {
      const findings = refusedFindings(refused, catalogue, project);
      await printFindings(findings, { format: flags.format, checked: versions.length }, io);
      if (!flags.quiet)
        await io.stderr.write(`${client.url}: ${countFindings(findings)}; nothing was stored\n`);
      return exitCodes.findings;
    }
    return print(pushed, { ...flags, registry: client.url, asked: wanted.length }, io);
  },
});

/** What the registry has with the same content need not be sent; a draft that was frozen since is new. */
function isNewAmong(present: readonly ContractSummary[]): (version: ContractVersion) => boolean {
  const known = new Map(present.map((each) => [`${each.contract}/${each.version}`, each]));
  return ({ id, digest, frozen }) => {
    const there = known.get(id);
    return there === undefined || there.digest !== digest || (frozen && !there.frozen);
  };
}

type Told = {
  readonly registry: string;
  readonly asked: number;
  readonly format?: string;
  readonly quiet?: boolean;
  readonly "dry-run"?: boolean;
};

const words = { registered: "new", drafted: "draft", unchanged: "unchanged" } as const;

async function print(
  pushed: readonly PushedVersion[],
  { registry, asked, format, quiet = false, "dry-run": dryRun = false }: Told,
  io: Io,
): Promise<ExitCode> {
  const changed = pushed.filter(({ outcome }) => outcome !== "unchanged");
  const count = (outcome: PushedVersion["outcome"]) =>
    pushed.filter((each) => each.outcome === outcome).length;
  const unchanged = asked - changed.length;
  if (format === "json") {
    const versions = changed.map(({ id, outcome }) => ({ id, outcome: words[outcome] }));
    await io.stdout.write(`${JSON.stringify({ registry, dryRun, versions, unchanged }, null, 2)}\n`);
  } else
    await io.stdout.write(changed.map(({ id, outcome }) => `${words[outcome].padEnd(5)}  ${id}\n`).join(""));
  if (!quiet)
    await io.stderr.write(
      `${registry}: ${count("registered")} new, ${count("drafted")} drafts, ${unchanged} unchanged${dryRun ? "; a dry run, nothing was stored" : ""}\n`,
    );
  return exitCodes.fine;
}
