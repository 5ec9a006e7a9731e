import { type Catalogue, type ContractVersion, contractKinds } from "@concordat/contracts";
import { didYouMean } from "@concordat/errors";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { painter } from "../paint.ts";
import { openProject } from "../project/open-project.ts";
import { readProject, reportUnread } from "../project/read-project.ts";
import { fromRegistryFlag, type RegistryFlags, timeoutFlag, tokenFlag } from "../registry/flags.ts";
import { readNamedRegistry } from "../registry/read-named-registry.ts";
import { type CommonFlagValues, defineVerb } from "../verb.ts";

export const list = defineVerb({
  name: "list",
  summary: "list contracts and their versions",
  about: `Reads the contract files and nothing else, or asks a registry. Files that cannot be read are reported beside the
list.`,
  positionals: [],
  flags: {
    kind: { value: "KIND", about: "only contracts of this kind", choices: contractKinds },
    type: { value: "GLOB", about: "only event types that match; * stands for any characters" },
    latest: { about: "only the latest version of each contract" },
    names: { about: "contract paths alone, each once" },
    registry: fromRegistryFlag,
    token: tokenFlag,
    timeout: timeoutFlag,
    format: { value: "FORMAT", about: "a table or data (default text)", choices: ["text", "json"] },
  },
  examples: ["concordat list --latest --kind event", "concordat list --type 'com.koosco.*' --format json"],
  async run({ flags }, io) {
    const { catalogue, report } = await open(flags, io);
    const { kind, type, latest = false } = flags;
    const versions = catalogue.list({ ...(kind && { kind }), ...(type && { type }), latest });
    await io.stdout.write(print(versions, flags, io));
    if (versions.length === 0 && type !== undefined && !flags.quiet && flags.format !== "json") {
      const types = catalogue.versions.flatMap((version) => version.type ?? []);
      await io.stderr.write(`no type matches ${type}${didYouMean(type, types)}\n`);
    }
    if (flags.names) return exitCodes.fine;
    return report();
  },
});

type Opened = { readonly catalogue: Catalogue; readonly report: () => Promise<ExitCode> };

async function open(
  flags: RegistryFlags & CommonFlagValues & { readonly format?: string },
  io: Io,
): Promise<Opened> {
  if (flags.registry !== undefined) {
    const { catalogue } = await readNamedRegistry(flags, "list", io);
    return { catalogue, report: async () => exitCodes.fine };
  }
  const project = openProject(flags, io);
  const { catalogue, findings } = readProject(project);
  return { catalogue, report: () => reportUnread(findings, project, io, { json: flags.format === "json" }) };
}

function print(
  versions: readonly ContractVersion[],
  { names, format }: { readonly names?: boolean; readonly format?: string },
  io: Io,
): string {
  if (names) return lines([...new Set(versions.map(({ contract }) => contract))]);
  if (format === "json") return `${JSON.stringify(versions.map(asRow), null, 2)}\n`;
  return table(versions, io);
}

/** What is not said is null, so that every row has the same members. */
function asRow({ contract, version, kind, type, frozen, title }: ContractVersion) {
  return { contract, version, kind: kind ?? null, type: type ?? null, frozen, title: title ?? null };
}

function table(versions: readonly ContractVersion[], io: Io): string {
  const paint = painter(io.stdout, io.env);
  const rows = versions.map(({ contract, version, kind = "?", frozen, type, title = "" }) => [
    contract,
    version,
    kind,
    frozen ? "frozen" : "draft",
    type ?? title,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return lines(
    rows.map(([contract = "", ...rest]) => {
      const [version = "", kind = "", state = "", said = ""] = rest.map((cell, index) =>
        cell.padEnd(widths[index + 1] ?? 0),
      );
      return `${paint.bold(contract.padEnd(widths[0] ?? 0))}  ${version}  ${kind}  ${paint.dim(state)}  ${said}`.trimEnd();
    }),
  );
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
