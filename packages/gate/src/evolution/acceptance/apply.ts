import type { AcceptedBreak, AcceptedSide, ContractVersion } from "@concordat/contracts";
import type { Break } from "../break.ts";
import type { Side } from "../side.ts";

/** A break, and what was decided about it. */
export type JudgedBreak = Break & {
  readonly accepted?: AcceptedMark;
  /** An acceptance that was about this break and does not cover it any more, and why. */
  readonly outgrown?: { readonly entry: AcceptedBreak; readonly why: string };
};

export type AcceptedMark = {
  readonly entry: AcceptedBreak;
  /** The version for which it was accepted, where this one breaks nothing that it does not break. */
  readonly inheritedFrom?: string;
};

export type Limits = {
  /** The day it is, in UTC. */
  readonly today: string;
  isFrozen(version: ContractVersion): boolean;
};

/**
 * Marks what was accepted. An acceptance covers the break with its rule, its place and its direction, between exactly
 * its two contents; for a draft until its last day, for a frozen version for ever. It covers no other. One that names the same break of other contents is told as
 * the reason why the break is back.
 */
export function applyAccepted(
  breaks: readonly Break[],
  accepted: readonly AcceptedBreak[],
  { today, isFrozen }: Limits,
): readonly JudgedBreak[] {
  const isOver = ({ until }: AcceptedBreak, { after }: Break) =>
    until !== undefined && until < today && !(after !== undefined && isFrozen(after.version));
  const byContract = Map.groupBy(accepted, ({ contract }) => contract);
  return breaks.map((found) => {
    const candidates = (byContract.get(found.contract) ?? []).filter((entry) => isAbout(entry, found));
    const troubles = candidates.map((entry) => ({
      entry,
      why:
        troubleWith(entry, found) ??
        (isOver(entry, found) ? `it was accepted until ${entry.until}` : undefined),
    }));
    const covering = troubles.find(({ why }) => why === undefined);
    if (covering !== undefined) return { ...found, accepted: { entry: covering.entry } };
    const [outgrown] = troubles;
    return outgrown?.why === undefined ? found : { ...found, outgrown: { ...outgrown, why: outgrown.why } };
  });
}

/** The same break by name: rule, direction, both versions. */
function isAbout(entry: AcceptedBreak, found: Break): boolean {
  return (
    entry.rule === found.rule &&
    entry.direction === found.direction &&
    entry.before.version === found.before.version.version &&
    entry.after?.version === found.after?.version.version
  );
}

function troubleWith(entry: AcceptedBreak, found: Break): string | undefined {
  if (entry.about !== found.about)
    return `it was accepted at ${entry.about || "the root"}, and this is at ${found.about || "the root"}`;
  if (entry.writer === "closed" && found.writer === "as-written")
    return "it was accepted for writers that send declared members only";
  const changed = [
    ...changedSide(entry.before, found.before),
    ...(entry.after && found.after ? changedSide(entry.after, found.after) : []),
  ];
  return changed.length === 0
    ? undefined
    : `${changed.join(" and ")} changed since ${entry.on}, when it was accepted`;
}

function changedSide({ digest }: AcceptedSide, now: Side): readonly string[] {
  return digest === now.digest ? [] : [now.version.version];
}
