import type { Load } from "../scenario/load.ts";
import type { Place, Target } from "../targets/target.ts";

/** What a service process is told, as its one argument. */
export type ServiceOrder = {
  readonly target: Target;
  readonly place: Place;
  readonly address: string;
  readonly group: string;
  readonly load: Load;
  /** Begins the names of its keys, so that each process has its own. */
  readonly keys: string;
  /** Where its history is written, line by line. */
  readonly history: string;
};
