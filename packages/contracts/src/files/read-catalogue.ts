import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compareFindings, type Finding, findingOf } from "@concordat/errors";
import { type Catalogue, createCatalogue } from "../catalogue/catalogue.ts";
import type { ContractVersion } from "../catalogue/contract.ts";
import { type ContractPlace, toContractVersion } from "../catalogue/contract-version.ts";
import { ContractError, contractErrors } from "../errors.ts";
import { parseVersionedId, type VersionedId } from "../ids/versioned-id.ts";
import { emptyLock, type Lock, lockFileName } from "../lock/lock.ts";
import { listContractFiles } from "./list-folder.ts";
import { lockOfBytes, readLock } from "./read-lock.ts";
import { isFinding, parseFile } from "./read-text.ts";
import { reasonOf } from "./write-atomically.ts";

export type CatalogueOptions = {
  /** What every `$id` begins with. */
  readonly base: string;
  /** How the folder is called in findings: its path from the project's root. Default: its own name. */
  readonly shownAs?: string;
  /** Longest contract file in bytes. Default 1 MiB. */
  readonly maxBytes?: number;
};

export type CatalogueReading = {
  readonly catalogue: Catalogue;
  readonly lock: Lock;
  readonly findings: readonly Finding[];
};

/**
 * Reads every `<path>/<version>.json` below the schemas folder, `meta/` and the lock apart.
 *
 * Never throws over what it finds there: a broken file becomes a finding with its place, and the rest is read. The
 * result does not depend on the file system's order.
 */
export function readCatalogue(folder: string, options: CatalogueOptions): CatalogueReading {
  const { base, shownAs = basename(folder), maxBytes = 2 ** 20 } = options;
  const { lock, findings: lockFindings } = readLock(folder, shownAs);
  const listed = listContractFiles(folder, shownAs);
  const read = listed.files.map(({ id, path, file }) => {
    const bytes = readBytes(path, file);
    return bytes instanceof Uint8Array ? versionOfBytes(bytes, { id, file, base, maxBytes, lock }) : bytes;
  });
  return assemble(base, lock, read, [...lockFindings, ...listed.findings]);
}

/**
 * The same out of files that lie in no folder, those of another commit for one: their contents by path from the
 * project's root. `shownAs` is the schemas folder; what lies outside of it, or is no contract, is passed over.
 */
export function catalogueOfFiles(
  files: ReadonlyMap<string, Uint8Array>,
  { base, shownAs = "schemas", maxBytes = 2 ** 20 }: CatalogueOptions,
): CatalogueReading {
  const lockFile = `${shownAs}/${lockFileName}`;
  const lockBytes = files.get(lockFile);
  const { lock, findings } = lockBytes ? lockOfBytes(lockBytes, lockFile) : { lock: emptyLock, findings: [] };
  const read = [...files].flatMap(([file, bytes]) => {
    const id = file.startsWith(`${shownAs}/`) ? idOfFile(file.slice(shownAs.length + 1)) : undefined;
    return id === undefined ? [] : [versionOfBytes(bytes, { id, file, base, maxBytes, lock })];
  });
  return assemble(base, lock, read, findings);
}

function idOfFile(path: string): VersionedId | undefined {
  return path.endsWith(".json") ? parseVersionedId(path.slice(0, -".json".length)) : undefined;
}

function assemble(
  base: string,
  lock: Lock,
  read: readonly (ContractVersion | Finding)[],
  findings: readonly Finding[],
): CatalogueReading {
  const versions = read.filter((result): result is ContractVersion => "document" in result);
  const broken = read.filter((result): result is Finding => "severity" in result);
  return {
    catalogue: createCatalogue(base, versions),
    lock,
    findings: [...findings, ...broken].sort(compareFindings),
  };
}

/** From the project's root; the findings then name files as they are typed there. */
export function readProjectCatalogue(
  root: string,
  { schemas, base }: { readonly schemas: string; readonly base: string },
): CatalogueReading {
  return readCatalogue(join(root, schemas), { base, shownAs: schemas.replace(/^\.\/|\/+$/g, "") });
}

type VersionFile = ContractPlace & { readonly maxBytes: number; readonly lock: Lock };

function versionOfBytes(
  bytes: Uint8Array,
  { id, file, base, maxBytes, lock }: VersionFile,
): ContractVersion | Finding {
  const source = parseFile(bytes, file, { maxBytes });
  if (isFinding(source)) return source;
  const version = toContractVersion(source, { id, file, base }, (text) => lock.contracts.has(text));
  if (!(version instanceof ContractError)) return version;
  const range = source.locate("")?.value;
  return findingOf(version, { rule: "catalogue-files", at: { file, pointer: "", ...(range && { range }) } });
}

function readBytes(path: string, file: string): Uint8Array | Finding {
  try {
    return readFileSync(path);
  } catch (cause) {
    const error = contractErrors.CATALOGUE_UNREADABLE({ file, reason: reasonOf(cause) });
    return findingOf(error, { rule: "catalogue-files", at: { file } });
  }
}
