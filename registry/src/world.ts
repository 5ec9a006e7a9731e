import type { Judge } from "./core/judge.ts";
import type { Registry } from "./core/registry.ts";
import type { Snapshot } from "./core/snapshot.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";

/** What faces answer with. */
export type World = {
  readonly registry: Registry;
  /** Where what strangers sent is thought about. */
  readonly sandbox: Sandbox;
  readonly judge: Judge;
  /** The contracts among all that is registered, as they are now. */
  snapshot(): Snapshot;
};
