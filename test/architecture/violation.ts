import type { Reasons, RuleName } from "./law.ts";

/** What a rule reports: places and facts. The reasons come from the law, unless a narrower entry of it has its own. */
export type Broken = {
  /** `file:line`, or a file. */
  readonly at: string;
  /** Continues the place: `imports ajv`. */
  readonly says: string;
  /** Why that breaks the rule, with the names involved. */
  readonly fact: string;
  readonly reasons?: Partial<Reasons>;
};

export type Violation = Broken & { readonly rule: RuleName; readonly note: string; readonly wayOut: string };

/** More would hide the reason under the places. */
const placesShown = 6;

/** One paragraph a broken fact, however many places share it. */
export function formatViolations(violations: readonly Violation[]): string {
  const groups = Map.groupBy(violations, ({ rule, fact, note }) => JSON.stringify([rule, fact, note]));
  return [...groups.values()].map(formatGroup).join("\n\n");
}

function formatGroup(group: readonly Violation[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const hidden = group.length - placesShown;
  return [
    ...group.slice(0, placesShown).map(({ at, says }) => `${at} ${says}`),
    ...(hidden > 0 ? [`… and in ${hidden} more places`] : []),
    `  ${first.rule}: ${first.fact}`,
    `  why      ${first.note}`,
    `  way out  ${first.wayOut}`,
  ].join("\n");
}
