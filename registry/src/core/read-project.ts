import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCommittedModel } from "@concordat/asyncapi";
import { configFileName } from "@concordat/contracts";
import { readConfig } from "@concordat/contracts/files";
import type { Finding } from "@concordat/errors";
import type { Loading } from "./commands/load-project.ts";
import { projectOf } from "./project-of.ts";
import { readSnapshot } from "./read-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";

/** What there is to serve is missing where the settings cannot be used; every finding then says why. */
export type ProjectReading = {
  readonly snapshot?: Snapshot;
  /** The same, for a registry to take in. */
  readonly loading?: Loading;
  readonly findings: readonly Finding[];
};

/** What a project without settings of its own has: the catalogue that is shipped with the registry. */
const shipped = { schemas: "schemas", base: "https://schemas.concordat.example/" };

/** Reads what there is to serve below a project's root. */
export function readProject(root: string): ProjectReading {
  if (!existsSync(join(root, configFileName))) {
    const { snapshot, others, findings } = readSnapshot(root, shipped);
    return { snapshot, loading: projectOf({ catalogue: snapshot.catalogue, others }), findings };
  }
  const { config, findings } = readConfig(root);
  if (config === undefined) return { findings };
  const { snapshot, others, findings: more } = readSnapshot(root, config);
  const model = readCommittedModel({ ...config, root })?.model;
  const { compatibility } = config;
  const loading = projectOf({
    catalogue: snapshot.catalogue,
    others,
    compatibility,
    ...(model && { model }),
  });
  return { snapshot, loading, findings: [...findings, ...more] };
}
