import type { Transport } from "@concordat/runtime";
import type { History, Problem } from "@concordat/transport-testkit";
import type { Seen } from "./consume.ts";
import type { Scenario, StruckOnce } from "./scenario.ts";
import type { Tally } from "./tally.ts";

/** A scenario that is being played. */
export type Act = {
  readonly scenario: Scenario;
  readonly history: History;
  readonly tally: Tally;
  /** By group. */
  readonly seen: ReadonlyMap<string, Seen>;
  readonly struck: StruckOnce[];
  readonly problems: Problem[];
  readonly opened: Transport[];
};
