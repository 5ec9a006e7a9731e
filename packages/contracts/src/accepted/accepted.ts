import type { Json } from "@concordat/json";
import type { WriterAssumption } from "../config/config.ts";

export const acceptedFileName = "concordat.accepted.json";

/** Which way a change breaks: `backward`, new readers refuse old events; `forward`, old readers refuse new events. */
export type BreakDirection = "backward" | "forward";

export const breakDirections = ["backward", "forward"] as const satisfies readonly BreakDirection[];

/** One side of an accepted break: a version, and the digest of what it and all it refers to said then. */
export type AcceptedSide = { readonly version: string; readonly digest: string };

/**
 * A break that somebody decided to live with, told so exactly that no other can hide behind it.
 *
 * It covers the break of this rule at this place, in this direction, between these two contents, and nothing else: once
 * either side says something else, what breaks may have grown behind the same witness, and is for a person to look at
 * again. A frozen version never says anything else, and so between two of them an acceptance stands for ever.
 */
export type AcceptedBreak = {
  readonly rule: string;
  /** `commerce/order/placed` */
  readonly contract: string;
  /** Absent where the rule is not about events. */
  readonly direction?: BreakDirection;
  /** What writers were taken to send; told with the direction. */
  readonly writer?: WriterAssumption;
  /** What was promised. */
  readonly before: AcceptedSide;
  /** What breaks the promise; absent where it is that there is nothing any more. */
  readonly after?: AcceptedSide;
  /** Tells two breaks of a rule apart: a JSON Pointer, an address. */
  readonly about: string;
  /** The event that was shown when it was accepted. */
  readonly witness?: Json;
  readonly reason: string;
  readonly by?: string;
  /** The day, in UTC, of the acceptance. */
  readonly on: string;
  /** The last day, in UTC, on which it holds. */
  readonly until?: string;
};

/** One a line would be unreadable, and one indented object each merges well enough; the order is fixed. */
export function formatAccepted(accepted: readonly AcceptedBreak[]): string {
  const sorted = accepted.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)).map(inOrder);
  return `${JSON.stringify({ acceptedVersion, accepted: sorted }, null, 2)}\n`;
}

export const acceptedVersion = 1;

function sortKey({ contract, before, after, rule, direction, about }: AcceptedBreak): string {
  return [contract, after?.version ?? "", before.version, rule, direction ?? "", about].join("\n");
}

function inOrder(entry: AcceptedBreak): AcceptedBreak {
  const { rule, contract, direction, writer, before, after, about, witness, reason, by, on, until } = entry;
  return {
    rule,
    contract,
    ...(direction !== undefined && { direction }),
    ...(writer !== undefined && { writer }),
    before,
    ...(after !== undefined && { after }),
    about,
    ...(witness !== undefined && { witness }),
    reason,
    ...(by !== undefined && { by }),
    on,
    ...(until !== undefined && { until }),
  };
}
