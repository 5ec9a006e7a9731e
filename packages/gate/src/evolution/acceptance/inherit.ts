import type { AcceptedBreak, BreakDirection, CompatibilitySettings } from "@concordat/contracts";
import { breaksOf } from "../breaks-of.ts";
import { compare } from "../compare.ts";
import type { Side } from "../side.ts";
import type { EvolutionWorld } from "../world.ts";
import { addsNothing } from "./adds-nothing.ts";
import { applyAccepted, type JudgedBreak, type Limits } from "./apply.ts";

export type Inheritance = {
  readonly accepted: readonly AcceptedBreak[];
  readonly limits: Limits;
  readonly world: EvolutionWorld;
};

/**
 * What was accepted for one promised version is accepted for a later one that breaks nothing else: everybody who was in
 * the way was asked once. That nothing else breaks is proved, or the break stays open.
 */
export function inheritAccepted(
  breaks: readonly JudgedBreak[],
  inheritance: Inheritance,
): readonly JudgedBreak[] {
  const legacies = new Map<string, Legacy | undefined>();
  return breaks.map((found) => {
    const { direction, before, after, accepted, witness } = found;
    if (accepted !== undefined || witness === undefined || direction === undefined || after === undefined)
      return found;
    const pair = `${before.version.id} ${after.version.id} ${direction}`;
    if (!legacies.has(pair)) legacies.set(pair, legacyOf({ direction, before, after }, inheritance));
    const legacy = legacies.get(pair);
    if (legacy === undefined) return found;
    const entry = legacy.entries.find(({ rule }) => rule === found.rule) ?? legacy.entries[0];
    if (entry === undefined) return found;
    const { outgrown: _outgrown, ...rest } = found;
    return { ...rest, accepted: { entry, inheritedFrom: legacy.from } };
  });
}

type Legacy = { readonly from: string; readonly entries: readonly AcceptedBreak[] };

type Pair = { readonly direction: BreakDirection; readonly before: Side; readonly after: Side };

/** The version whose accepted breaks cover all there are between the pair. */
function legacyOf({ direction, before, after }: Pair, inheritance: Inheritance): Legacy | undefined {
  const { accepted, world } = inheritance;
  const { contract } = after.version;
  const settings = world.settings(contract);
  const entries = accepted.filter(
    (entry) =>
      entry.contract === contract &&
      entry.direction === direction &&
      entry.before.version === before.version.version &&
      entry.before.digest === before.digest,
  );
  const forebears = promisedBeside(after, world).filter((side) =>
    entries.some(
      (entry) => entry.after?.version === side.version.version && entry.after.digest === side.digest,
    ),
  );
  const from = forebears.find(
    (forebear) =>
      isAcceptedWhole({ direction, before, after: forebear }, settings, inheritance) &&
      addsNothing({ direction, before, after, forebear }, settings),
  );
  if (from === undefined) return undefined;
  const { version } = from.version;
  return { from: version, entries: entries.filter((entry) => entry.after?.version === version) };
}

function promisedBeside(after: Side, world: EvolutionWorld): readonly Side[] {
  const change = world.changes.changed.find(({ side }) => side === after);
  return change === undefined ? [] : world.promises(change).sameMajor.filter((side) => side !== after);
}

/** Whether each single break between the two was accepted, by the verdict of today. */
function isAcceptedWhole(
  { direction, before, after }: Pair,
  settings: CompatibilitySettings,
  { accepted, limits }: Inheritance,
): boolean {
  const breaks = breaksOf(compare(before, after, direction, settings), { undecided: "fail" });
  return applyAccepted(breaks, accepted, limits).every(({ accepted: mark }) => mark !== undefined);
}
