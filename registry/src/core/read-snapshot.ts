import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readProjectCatalogue } from "@concordat/contracts/files";
import type { Finding } from "@concordat/errors";
import { parseJsonDocument } from "@concordat/json";
import { registryErrors } from "../errors.ts";
import { createSnapshot, type Snapshot, type StoredDocument, storeDocument } from "./snapshot.ts";

export type SnapshotSettings = {
  /** The folder of the contracts, from the project's root. */
  readonly schemas: string;
  /** What every `$id` begins with. */
  readonly base: string;
};

/**
 * Reads a project's contracts into a snapshot. Files that cannot be read are findings and the rest is served; a folder
 * without a single contract is an error, since the likeliest reason is a wrong path.
 */
export function readSnapshot(
  root: string,
  settings: SnapshotSettings,
): {
  readonly snapshot: Snapshot;
  readonly others: readonly StoredDocument[];
  readonly findings: readonly Finding[];
} {
  const { catalogue, findings } = readProjectCatalogue(root, settings);
  const folder = join(root, settings.schemas);
  if (catalogue.versions.length === 0) throw registryErrors.CATALOGUE_EMPTY({ folder });
  const others = readMetaDocuments(folder);
  return { snapshot: createSnapshot(catalogue, others), others, findings };
}

/** What judges contracts and settings lies in `meta`; editors resolve it by its `$id`. Part of the project's own code. */
function readMetaDocuments(folder: string): readonly StoredDocument[] {
  return globSync("meta/**/*.json", { cwd: folder }).map((file) => {
    const { text } = parseJsonDocument(readFileSync(join(folder, file)));
    return storeDocument(file.replaceAll("\\", "/").replace(/\.json$/, ""), text, { frozen: false });
  });
}
