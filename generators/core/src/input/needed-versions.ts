import { type ContractRecord, compareVersions, parseVersion, type Version } from "@concordat/contracts";
import type { Json } from "@concordat/json";
import { referencesIn } from "./references-in.ts";

/** The latest of each line of versions that share a contract and a major, and whatever those refer to. */
export function neededVersions(
  contracts: readonly ContractRecord[],
  documents: ReadonlyMap<string, Json>,
): readonly ContractRecord[] {
  const byUri = new Map(contracts.map((contract) => [contract.uri, contract]));
  const needed = new Set<ContractRecord>();
  const open = contracts.filter((contract) => isLatestOfMajor(contract, contracts));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    for (const uri of referencesIn(documents.get(next.uri) ?? null, next.uri)) {
      const target = byUri.get(uri);
      if (target !== undefined) open.push(target);
    }
  }
  return contracts.filter((contract) => needed.has(contract));
}

export function isLatestOfMajor(
  { contract, version }: ContractRecord,
  contracts: readonly ContractRecord[],
): boolean {
  const own = versionOf(version);
  return !contracts.some((other) => {
    if (other.contract !== contract) return false;
    const theirs = versionOf(other.version);
    return theirs.major === own.major && compareVersions(theirs, own) > 0;
  });
}

function versionOf(text: string): Version {
  return parseVersion(text) ?? { major: 0, minor: 0, patch: 0 };
}
