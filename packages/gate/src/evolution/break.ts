import type { BreakDirection, WriterAssumption } from "@concordat/contracts";
import type { FindingPlace, Severity } from "@concordat/errors";
import type { Json } from "@concordat/json";
import type { Side } from "./side.ts";

/**
 * One promise that a change does not keep, or is not known to keep: against one promised version, in one direction, for
 * one reason. What people read is made of these, and what they accept is one of these.
 */
export type Break = {
  /** An evolution rule of the engine, or a rule of the gate. */
  readonly rule: string;
  /** The stable word other programs match. */
  readonly code: string;
  readonly severity: Severity;
  /** `commerce/order/placed` */
  readonly contract: string;
  readonly direction?: BreakDirection;
  /** What writers were taken to send; told with the direction. */
  readonly writer?: WriterAssumption;
  readonly before: Side;
  /** Absent where what was promised is gone. */
  readonly after?: Side;
  /** Tells two breaks of a rule between the same two versions apart: a JSON Pointer, an address. */
  readonly about: string;
  readonly message: string;
  readonly hint: string;
  /** Where the change stands. */
  readonly place: FindingPlace;
  /** Where the promise stands. */
  readonly promisedAt?: FindingPlace;
  /** An event that the writer's version accepts and the reader's refuses. */
  readonly witness?: Json;
  readonly confirmedBy?: readonly string[];
  /** Whether it was proved that mending this break, and those found with it, mends everything. */
  readonly isComplete?: boolean;
};
