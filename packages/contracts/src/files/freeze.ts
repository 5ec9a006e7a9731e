import { join } from "node:path";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { ContractVersion } from "../catalogue/contract.ts";
import { contractErrors } from "../errors.ts";
import { formatLock, type Lock, lockFileName } from "../lock/lock.ts";
import { readLock } from "./read-lock.ts";
import { writeAtomically } from "./write-atomically.ts";

/**
 * Enters versions into the lock with their present content, all of them or none.
 *
 * The lock is read anew just before it is written, so that what somebody else froze meanwhile is kept. What is frozen
 * already with this content stays as it is; with another content it is refused, and there is no way to force it.
 *
 * @throws {ContractError} CONTRACT_UNKNOWN, FROZEN_CHANGED, LOCK_INVALID, FILE_WRITE
 */
export function freeze(schemasFolder: string, catalogue: Catalogue, ids: readonly string[]): Lock {
  const versions = ids.map((id) => versionOf(id, catalogue));
  const { lock, findings } = readLock(schemasFolder, schemasFolder);
  for (const { message } of findings)
    throw contractErrors.LOCK_INVALID({
      file: join(schemasFolder, lockFileName),
      trouble: `is broken: ${message}`,
    });
  for (const { id, contract, file, digest } of versions) {
    const locked = lock.contracts.get(id);
    if (locked !== undefined && locked !== digest)
      throw contractErrors.FROZEN_CHANGED({ file, contract, locked, found: digest });
  }
  const contracts = new Map([...lock.contracts, ...versions.map(({ id, digest }) => [id, digest] as const)]);
  writeAtomically(join(schemasFolder, lockFileName), formatLock({ contracts }));
  return { contracts };
}

function versionOf(id: string, catalogue: Catalogue): ContractVersion {
  const version = catalogue.byId(id);
  if (version !== undefined) return version;
  throw contractErrors.CONTRACT_UNKNOWN({ id, known: catalogue.versions.map((known) => known.id) });
}
