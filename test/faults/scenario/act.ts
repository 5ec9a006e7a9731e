import type { Transport } from "@concordat/runtime";
import type { History, Problem } from "@concordat/transport-testkit";
import type { Seen } from "./consume.ts";
import type { Scenario, Struck } from "./scenario.ts";
import type { Tally } from "./tally.ts";

/** A scenario that is being played. */
export type Act = {
  readonly scenario: Scenario;
  readonly history: History;
  readonly tally: Tally;
  /** When publishing began. */
  beganAt: number;
  /** By group. */
  readonly seen: Map<string, Seen>;
  readonly struck: Struck[];
  readonly problems: Problem[];
  readonly opened: Transport[];
  /** The transport of the first member of each group. */
  readonly first: Map<string, Transport>;
};
