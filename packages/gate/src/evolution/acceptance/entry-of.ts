import type { AcceptedBreak } from "@concordat/contracts";
import type { Break } from "../break.ts";
import type { Side } from "../side.ts";

export type Decision = Pick<AcceptedBreak, "reason" | "by" | "on" | "until">;

/** The acceptance that covers exactly this break. */
export function acceptanceOf(found: Break, { reason, by, on, until }: Decision): AcceptedBreak {
  const { rule, contract, direction, writer, before, after, about, witness } = found;
  return {
    rule,
    contract,
    ...(direction !== undefined && { direction }),
    ...(writer !== undefined && { writer }),
    before: sideOf(before),
    ...(after !== undefined && { after: sideOf(after) }),
    about,
    ...(witness !== undefined && { witness }),
    reason,
    ...(by !== undefined && { by }),
    on,
    ...(until !== undefined && { until }),
  };
}

/** New acceptances take the place of those about the same break; the others stay. */
export function withAccepted(
  existing: readonly AcceptedBreak[],
  added: readonly AcceptedBreak[],
): readonly AcceptedBreak[] {
  const replaced = new Set(added.map(nameOf));
  return [...existing.filter((entry) => !replaced.has(nameOf(entry))), ...added];
}

function nameOf({ rule, contract, direction, before, after, about }: AcceptedBreak): string {
  return JSON.stringify([rule, contract, direction, before.version, after?.version, about]);
}

function sideOf({ version, digest }: Side) {
  return { version: version.version, digest };
}
