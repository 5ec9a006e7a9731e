import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { Baseline } from "./baseline.ts";
import type { Side } from "./side.ts";

/** A version that is not in the base, or says something else than there. */
export type ChangedVersion = {
  readonly side: Side;
  /** The same version as the base has it, where it was changed in place. */
  readonly was?: Side;
};

export type Changes = {
  /** In the catalogue's order. */
  readonly changed: readonly ChangedVersion[];
  /** What the base promised and the catalogue no longer holds. */
  readonly removed: readonly Side[];
  readonly unchanged: readonly ContractVersion[];
};

export type SideOf = (version: ContractVersion) => Side;

/** Compares by content. A version has also changed when something it refers to has: its readers see no difference. */
export function changesSince(
  baseline: Baseline,
  catalogue: Catalogue,
  {
    now,
    then,
    unread,
  }: { readonly now: SideOf; readonly then: SideOf; readonly unread: ReadonlySet<string> },
): Changes {
  const same = sameDocuments(baseline, catalogue);
  const changed: ChangedVersion[] = [];
  const unchanged: ContractVersion[] = [];
  for (const version of catalogue.versions) {
    const base = baseline.version(version.id);
    if (base !== undefined && (same || now(version).digest === then(base).digest)) unchanged.push(version);
    else changed.push({ side: now(version), ...(base !== undefined && { was: then(base) }) });
  }
  const removed = baseline.catalogue.versions
    .filter((version) => baseline.isPromised(version) && catalogue.byId(version.id) === undefined)
    .filter(({ file }) => !unread.has(file))
    .map(then);
  return { changed, removed, unchanged };
}

/** When no document of the base is gone or reads differently, nobody need follow references to see who is affected. */
function sameDocuments(baseline: Baseline, catalogue: Catalogue): boolean {
  return baseline.catalogue.versions.every(({ id, digest }) => catalogue.byId(id)?.digest === digest);
}
