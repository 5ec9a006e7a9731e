import { isObject, type JsonDocument } from "@concordat/json";
import { type ContractError, contractErrors } from "../errors.ts";
import { parseVersionedId } from "../ids/versioned-id.ts";

/** Which versions are frozen, and with what content: digests by `commerce/order/placed/1.2.0`. */
export type Lock = { readonly contracts: ReadonlyMap<string, string> };

export const emptyLock: Lock = { contracts: new Map() };

/** The file in the schemas folder. */
export const lockFileName = "contracts.lock.json";

const lockVersion = 1;

/** A fault of the lock, and where in it. */
export type LockTrouble = { readonly error: ContractError; readonly pointer: string };

export function parseLock({ value }: JsonDocument, file: string): Lock | LockTrouble {
  const refuse = (trouble: string, pointer: string): LockTrouble => ({
    error: contractErrors.LOCK_INVALID({ file, trouble }),
    pointer,
  });
  if (!isObject(value)) return refuse("is no object", "");
  if (value.lockVersion !== lockVersion)
    return refuse(`has another lockVersion than ${lockVersion}`, "/lockVersion");
  const contracts = value.contracts;
  if (contracts === undefined || !isObject(contracts))
    return refuse('has no object "contracts"', "/contracts");
  for (const [id, digest] of Object.entries(contracts)) {
    const pointer = `/contracts/${id.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (parseVersionedId(id) === undefined) return refuse(`lists "${id}", which names no version`, pointer);
    if (typeof digest !== "string" || !/^sha256:[0-9a-f]{64}$/.test(digest))
      return refuse(`has no sha256 digest for ${id}`, pointer);
  }
  return { contracts: new Map(Object.entries(contracts as Record<string, string>)) };
}

/** Sorted, one line a version: two branches that freeze different contracts merge without a conflict. */
export function formatLock({ contracts }: Lock): string {
  const sorted = [...contracts].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ lockVersion, contracts: Object.fromEntries(sorted) }, null, 2)}\n`;
}
