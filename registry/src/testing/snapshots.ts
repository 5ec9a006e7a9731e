import { dirname } from "node:path";
import { createCatalogue, parseVersionedId, toContractVersion } from "@concordat/contracts";
import { type Json, parseJsonDocument } from "@concordat/json";
import { loadProject } from "../core/commands/load-project.ts";
import { projectOf } from "../core/project-of.ts";
import { readProject } from "../core/read-project.ts";
import { createRegistry, type Registry } from "../core/registry.ts";
import { createSnapshot, type Snapshot } from "../core/snapshot.ts";
import { createMemoryStore } from "../store/memory.ts";

export const repository = dirname(dirname(dirname(import.meta.dirname)));

/** The catalogue that is shipped. */
export function shippedSnapshot(): Snapshot {
  const { snapshot } = readProject(repository);
  if (snapshot === undefined) throw new Error("the shipped catalogue cannot be read");
  return snapshot;
}

const base = "https://contracts.test/";

/** A world of a few documents by id; `frozen` names those that stand in the lock. */
export function snapshotOf(
  documents: Readonly<Record<string, Json>>,
  frozen: readonly string[] = [],
): Snapshot {
  const versions = Object.entries(documents).map(([name, document]) => {
    const id = parseVersionedId(name);
    if (id === undefined) throw new Error(`${name} is no versioned id`);
    const source = parseJsonDocument(`${JSON.stringify(document, undefined, 2)}\n`);
    const version = toContractVersion(source, { id, file: `schemas/${name}.json`, base }, (each) =>
      frozen.includes(each),
    );
    if (version instanceof Error) throw version;
    return version;
  });
  return createSnapshot(createCatalogue(base, versions));
}

/** A registry that has taken in these contracts, and keeps them as long as it lives. */
export async function registryWith({ catalogue }: Pick<Snapshot, "catalogue">): Promise<Registry> {
  const registry = await createRegistry({ store: createMemoryStore() });
  await registry.execute(loadProject(projectOf({ catalogue, others: [] })), { actor: "registry" });
  return registry;
}
