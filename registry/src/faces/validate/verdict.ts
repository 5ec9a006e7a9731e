import type { EventFinding } from "./finding.ts";

export const views = ["reader", "writer"] as const;

export type ViewName = (typeof views)[number];

/** What is said of one event. */
export type EventVerdict = {
  readonly valid: boolean;
  /** In which format it was read; absent where no format knows it. */
  readonly format?: string;
  /** What its data was judged by. */
  readonly contract?: string;
  readonly version?: string;
  readonly view: ViewName;
  /** The event's own, where it has one. */
  readonly id?: string;
  readonly deprecation?: Deprecation;
  /** Errors and warnings, in the order in which they are met. */
  readonly findings: readonly EventFinding[];
};

/** That publishers should not use the version any more. */
export type Deprecation = {
  /** RFC 3339. */
  readonly since?: string;
  /** A day, from which on it is not used at all. */
  readonly sunset?: string;
};

/** What a client is told at most of one event. */
const mostFindings = 20;

/** As it is sent: what is not there has no member, and the lists are short. */
export function verdictJson(verdict: EventVerdict): object {
  const { valid, format, contract, version, view, deprecation, findings } = verdict;
  const told = findings.slice(0, mostFindings);
  return {
    valid,
    ...(format !== undefined && { format }),
    ...(contract !== undefined && { contract, version }),
    view,
    ...(deprecation && { deprecation }),
    ...(told.length > 0 && { findings: told }),
    ...(findings.length > told.length && { more: findings.length - told.length }),
  };
}

export function isError({ severity }: EventFinding): boolean {
  return severity === "error";
}

/** The same as text, with the event's own id, and after what tells it from the other verdicts of an answer. */
export function verdictText(verdict: EventVerdict, start: string): string {
  const { id, valid, format, contract, version, view, findings, deprecation } = verdict;
  const named = id === undefined ? start : `${start},"id":${JSON.stringify(id)}`;
  // Nearly all are like this, and differ in two places.
  if (valid && findings.length === 0 && deprecation === undefined && contract !== undefined)
    return `{${named},${restOf(format, contract, version, view)}`;
  return `{${named},${JSON.stringify(verdictJson(verdict)).slice(1)}`;
}

let last: { readonly of: readonly unknown[]; readonly text: string } | undefined;

/** Of one event after the other mostly the same. */
function restOf(...of: readonly [format: unknown, contract: string, version: unknown, view: string]): string {
  if (last?.of.every((part, at) => part === of[at])) return last.text;
  const [format, contract, version, view] = of;
  const rest = { valid: true, format, contract, version, view };
  last = { of, text: JSON.stringify(rest).slice(1) };
  return last.text;
}
