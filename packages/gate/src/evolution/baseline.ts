import type { Catalogue, CatalogueModel, ContractVersion, Lock } from "@concordat/contracts";

/** What a catalogue is held against: the versions that others may rely on, wherever they are known from. */
export type Baseline = {
  /** As it is called in reports: `the lock`, `main`, `../old`. */
  readonly name: string;
  /** The present catalogue's own frozen versions, or another state of it. */
  readonly kind: "lock" | "past";
  readonly catalogue: Catalogue;
  readonly lock: Lock;
  /** The version as the base has it; `undefined` where the base does not know it. */
  version(id: string): ContractVersion | undefined;
  /** Whether others may rely on the version. */
  isPromised(version: ContractVersion): boolean;
  /** Of the base; without it, nobody asks whether channels moved. */
  readonly model?: RoutedModel;
};

/** Which contracts travel where. */
export type RoutedModel = Pick<CatalogueModel, "channels" | "messages" | "operations">;

/**
 * The frozen versions of the catalogue itself. One whose content is no longer what was frozen promises nothing that
 * could still be read; that it changed is a finding of its own.
 */
export function lockBaseline(catalogue: Catalogue, lock: Lock): Baseline {
  const isFrozen = ({ id, digest }: ContractVersion) => lock.contracts.get(id) === digest;
  return {
    name: "the lock",
    kind: "lock",
    catalogue,
    lock,
    version: (id) => {
      const version = catalogue.byId(id);
      return version !== undefined && lock.contracts.has(id) ? version : undefined;
    },
    isPromised: isFrozen,
  };
}

export type PastState = {
  readonly name: string;
  readonly catalogue: Catalogue;
  readonly lock: Lock;
  readonly model?: RoutedModel;
};

/**
 * Another state of the catalogue: a commit, a folder. It promises what it had frozen. A catalogue that never froze
 * anything promises all it holds: silence about every break would be the worse reading of an empty lock.
 */
export function pastBaseline({ name, catalogue, lock, model }: PastState): Baseline {
  const promisesAll = lock.contracts.size === 0;
  return {
    name,
    kind: "past",
    catalogue,
    lock,
    version: (id) => catalogue.byId(id),
    isPromised: ({ id, digest }) => promisesAll || lock.contracts.get(id) === digest,
    ...(model && { model }),
  };
}
