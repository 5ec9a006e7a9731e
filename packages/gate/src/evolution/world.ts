import {
  type Catalogue,
  type CompatibilitySettings,
  type Config,
  type ContractVersion,
  compatibilityOf,
  type Lock,
  type WriterAssumption,
} from "@concordat/contracts";
import { createHandlers, type Handlers } from "./affected.ts";
import type { Baseline, RoutedModel } from "./baseline.ts";
import { type ChangedVersion, type Changes, changesSince, type SideOf } from "./changes.ts";
import { type Promises, promisesTo } from "./promises.ts";
import { createSides } from "./side.ts";

export type WorldInput = {
  readonly catalogue: Catalogue;
  readonly lock: Lock;
  readonly baseline: Baseline;
  readonly config: Pick<Config, "compatibility" | "asyncapi" | "schemas">;
  /** Without it, nobody knows who is affected. */
  readonly model?: RoutedModel;
  /** Asked instead of what the settings say writers send. */
  readonly writer?: WriterAssumption;
  /** Files that are there and could not be read: what they held is not gone. */
  readonly unread?: ReadonlySet<string>;
  /** Drafts that are to be judged as if they were frozen already. */
  readonly freezing?: ReadonlySet<string>;
};

/** All that a judgement may look at. */
export type EvolutionWorld = Omit<WorldInput, "writer" | "freezing" | "unread"> & {
  /** Versions of the catalogue as the engine takes them. */
  readonly now: SideOf;
  /** The same for versions of the base. */
  readonly then: SideOf;
  readonly changes: Changes;
  /** Listed in the lock, or about to be. */
  isFrozen(version: ContractVersion): boolean;
  /** What a changed version has to answer to. */
  promises(change: ChangedVersion): Promises;
  settings(contract: string): CompatibilitySettings;
  handlers(contract: string, major: number): Handlers;
};

export function createWorld({
  writer,
  freezing = new Set(),
  unread = new Set(),
  ...input
}: WorldInput): EvolutionWorld {
  const { catalogue, baseline, lock, config, model } = input;
  const now = createSides(catalogue);
  const then = baseline.catalogue === catalogue ? now : createSides(baseline.catalogue);
  const isFrozen = ({ id }: ContractVersion) => lock.contracts.has(id) || freezing.has(id);
  const handlers = once(() => createHandlers(catalogue, model));
  const promises = new Map<ChangedVersion, Promises>();
  return {
    ...input,
    now,
    then,
    isFrozen,
    changes: changesSince(baseline, catalogue, { now, then, unread }),
    promises: (change) => {
      const known = promises.get(change) ?? promisesTo(change, { baseline, catalogue, now, then, isFrozen });
      promises.set(change, known);
      return known;
    },
    settings: (contract) => ({ ...compatibilityOf(config, contract), ...(writer && { writer }) }),
    handlers: (contract, major) => handlers()(contract, major),
  };
}

/** Who is affected is asked only once something is. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
