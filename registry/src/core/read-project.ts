import { existsSync } from "node:fs";
import { join } from "node:path";
import { configFileName } from "@concordat/contracts";
import { readConfig } from "@concordat/contracts/files";
import type { Finding } from "@concordat/errors";
import { readSnapshot } from "./read-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";

/** `snapshot` is missing where the settings cannot be used; every finding then says why. */
export type ProjectReading = { readonly snapshot?: Snapshot; readonly findings: readonly Finding[] };

/** What a project without settings of its own has: the catalogue that is shipped with the registry. */
const shipped = { schemas: "schemas", base: "https://schemas.concordat.example/" };

/** Reads what there is to serve below a project's root. */
export function readProject(root: string): ProjectReading {
  if (!existsSync(join(root, configFileName))) return readSnapshot(root, shipped);
  const { config, findings } = readConfig(root);
  if (config === undefined) return { findings };
  const reading = readSnapshot(root, config);
  return { snapshot: reading.snapshot, findings: [...findings, ...reading.findings] };
}
