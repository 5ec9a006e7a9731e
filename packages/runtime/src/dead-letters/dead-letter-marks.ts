import type { Delivery, MessageHeaders } from "../ports/transport.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";

/** What a message says of itself when it was put back: which dead letter it is, whose, and for the how-manieth time. */
export type DeadLetterMarks = {
  readonly id: string;
  /** Where it was put back. Headers travel on with whoever copies them; somewhere else they mean nothing. */
  readonly address: string;
  readonly group: string;
  readonly handler?: string;
  readonly reprocessCount: number;
};

const names = {
  id: "reprocess-id",
  address: "reprocess-address",
  group: "reprocess-group",
  handler: "reprocess-handler",
  reprocessCount: "reprocess-count",
} as const;

export function formatMarks({
  id,
  address,
  group,
  handler,
  reprocessCount,
}: DeadLetterMarks): MessageHeaders {
  return {
    [names.id]: id,
    [names.address]: address,
    [names.group]: group,
    [names.reprocessCount]: String(reprocessCount),
    ...(handler === undefined ? {} : { [names.handler]: handler }),
  };
}

/** `undefined` when it was never put back here, or when what stands there is not of our making. */
export function parseMarks({
  headers,
  address,
}: Pick<Delivery, "headers" | "address">): DeadLetterMarks | undefined {
  const id = headers[names.id];
  const group = headers[names.group];
  const handler = headers[names.handler];
  const count = headers[names.reprocessCount] ?? "";
  if (!id || !group || headers[names.address] !== address || !/^[1-9]\d{0,8}$/.test(count)) return undefined;
  return { id, address, group, ...(handler === undefined ? {} : { handler }), reprocessCount: Number(count) };
}

/** A dead letter put back is for the group, and the handler, that gave up on it; all others had the message before. */
export function isForSomebodyElse(delivery: Delivery, handler: string | undefined): boolean {
  const marks = parseMarks(delivery);
  if (marks === undefined) return false;
  return marks.group !== delivery.group || (marks.handler !== undefined && marks.handler !== handler);
}

/** As it was before it was put back. */
export function withoutMarks({
  headers,
  raw,
}: Pick<Delivery, "headers" | "raw">): Pick<DeadLetter, "headers" | "raw"> {
  return { headers: stripped(headers), raw: { ...raw, headers: stripped(raw.headers), body: raw.body } };
}

const ours: ReadonlySet<string> = new Set(Object.values(names));

/** On the wire a name may stand in other letters than it was given. */
function stripped(headers: MessageHeaders): MessageHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name.toLowerCase())));
}
