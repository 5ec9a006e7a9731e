import {
  type Catalogue,
  type ContractVersion,
  compareVersions,
  type Policy,
  parseVersion,
  type Version,
} from "@concordat/contracts";
import type { Baseline } from "./baseline.ts";
import type { ChangedVersion, SideOf } from "./changes.ts";
import type { Side } from "./side.ts";

export type PromiseWorld = {
  readonly baseline: Baseline;
  readonly catalogue: Catalogue;
  readonly now: SideOf;
  readonly then: SideOf;
  /** Versions that the base does not know and that are frozen all the same, or are about to be. */
  isFrozen(version: ContractVersion): boolean;
};

/** What one changed version has to answer to, by number, the lowest first. */
export type Promises = {
  /** Of its own major version. */
  readonly sameMajor: readonly Side[];
  /** The last of them before it; where it was changed in place, what it was. */
  readonly previous?: Side;
  /** Where it opens a new major version: the promises of the last one before. */
  readonly lastMajor: readonly Side[];
};

/**
 * What the base promised of a contract, and what was frozen since with a lower number. The version itself counts as it
 * was in the base, where that was promised.
 */
export function promisesTo({ side: { version }, was }: ChangedVersion, world: PromiseWorld): Promises {
  const { baseline, catalogue, now, then, isFrozen } = world;
  const number = numberOf(version);
  const promised = (baseline.catalogue.contract(version.contract)?.versions ?? [])
    .filter((other) => baseline.isPromised(other))
    .map(then);
  const frozenSince = (catalogue.contract(version.contract)?.versions ?? [])
    .filter((other) => baseline.version(other.id) === undefined && isFrozen(other))
    .filter((other) => compareVersions(numberOf(other), number) < 0)
    .map(now);
  const all = [...promised, ...frozenSince].sort((a, b) =>
    compareVersions(numberOf(a.version), numberOf(b.version)),
  );
  const sameMajor = all.filter((other) => numberOf(other.version).major === number.major);
  const isOwn = (other: Side) => was !== undefined && other.version.id === was.version.id;
  const previous =
    sameMajor.find(isOwn) ?? sameMajor.findLast((other) => isBefore(other.version, number)) ?? sameMajor[0];
  const lower = all.filter((other) => numberOf(other.version).major < number.major);
  const last = lower.at(-1);
  return {
    sameMajor,
    ...(previous !== undefined && { previous }),
    lastMajor: lower.filter(
      (other) => last !== undefined && numberOf(other.version).major === numberOf(last.version).major,
    ),
  };
}

/** Those of them that the policy holds the version against. */
export function heldAgainst({ sameMajor, previous }: Promises, policy: Policy): readonly Side[] {
  if (policy === "NONE") return [];
  if (policy.endsWith("_TRANSITIVE")) return sameMajor;
  return previous === undefined ? [] : [previous];
}

/** Every version of a catalogue has a number: its file name had to parse. */
export function numberOf({ version }: ContractVersion): Version {
  return parseVersion(version) ?? { major: 0, minor: 0, patch: 0 };
}

function isBefore(version: ContractVersion, number: Version): boolean {
  return compareVersions(numberOf(version), number) < 0;
}
