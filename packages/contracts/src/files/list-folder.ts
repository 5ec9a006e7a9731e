import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Finding, findingOf } from "@concordat/errors";
import { contractErrors } from "../errors.ts";
import { checkContractId } from "../ids/contract-id.ts";
import { parseVersion } from "../ids/version.ts";
import { parseVersionedId, type VersionedId } from "../ids/versioned-id.ts";
import { lockFileName } from "../lock/lock.ts";
import { reasonOf } from "./write-atomically.ts";

export type ContractFile = {
  readonly id: VersionedId;
  /** For opening. */
  readonly path: string;
  /** For people: from the project's root, forward slashes. */
  readonly file: string;
};

const rule = "catalogue-files";

/**
 * The contract files below the schemas folder, by name; what else lies there becomes findings. Symbolic links are not
 * followed: a path is an identity, a link would give one file two, and circles cannot arise.
 */
export function listContractFiles(
  folder: string,
  shownAs: string,
): { readonly files: readonly ContractFile[]; readonly findings: readonly Finding[] } {
  const files: ContractFile[] = [];
  const findings: Finding[] = [];
  const pending: (readonly string[])[] = [[]];
  for (let words = pending.pop(); words !== undefined; words = pending.pop()) {
    const below: (readonly string[])[] = [];
    for (const entry of entriesOf(join(folder, ...words), [shownAs, ...words].join("/"), findings)) {
      const inside = [...words, entry.name];
      const file = [shownAs, ...inside].join("/");
      if (isLeftAlone(entry, words)) continue;
      if (entry.isDirectory()) below.push(inside);
      else if (entry.isSymbolicLink())
        findings.push(findingOf(contractErrors.CATALOGUE_LINK({ file }), { rule, at: { file } }));
      else {
        const id = parseVersionedId(inside.join("/").replace(/\.json$/, ""));
        const isContract = id !== undefined && entry.isFile() && entry.name.endsWith(".json");
        if (isContract) files.push({ id, path: join(folder, ...inside), file });
        else findings.push(notAContract(entry, words, file));
      }
    }
    pending.push(...below.reverse());
  }
  return { files, findings };
}

/** Hidden files and notes for people may lie anywhere; at the top also the lock and what judges contracts. */
function isLeftAlone({ name }: Dirent, words: readonly string[]): boolean {
  if (name.startsWith(".") || name.endsWith(".md")) return true;
  return words.length === 0 && (name === lockFileName || name === "meta");
}

function entriesOf(path: string, file: string, findings: Finding[]): readonly Dirent[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    // By code unit: what a locale or a file system thinks of order would differ between machines.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    const error = contractErrors.CATALOGUE_UNREADABLE({ file, reason: reasonOf(cause) });
    findings.push(findingOf(error, { rule, at: { file } }));
    return [];
  }
}

/** A version in the wrong place is an error; anything else is in the way, and a warning says so. */
function notAContract(entry: Dirent, words: readonly string[], file: string): Finding {
  const stem = entry.name.replace(/\.json$/, "");
  if (entry.isFile() && stem !== entry.name && parseVersion(stem) !== undefined) {
    const misplaced = checkContractId(words.join("/"));
    if (misplaced !== undefined) return findingOf(misplaced, { rule, at: { file } });
  }
  const what = entry.isFile() ? "is no contract file" : "is neither file nor folder";
  return findingOf(contractErrors.CATALOGUE_STRAY({ file, what }), {
    rule,
    at: { file },
    severity: "warning",
  });
}
