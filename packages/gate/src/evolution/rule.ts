import type { AcceptedBreak } from "@concordat/contracts";
import type { FindingPlace, Severity } from "@concordat/errors";
import type { RoutedModel } from "./baseline.ts";
import type { Break } from "./break.ts";
import type { JudgedChange } from "./judged-change.ts";
import type { EvolutionWorld } from "./world.ts";

/**
 * A change that breaks the rule, or keeps it. Texts are contracts by id, with the members that every contract has filled
 * in, as in the examples of lint. « and » stand around what the caret is expected under.
 */
export type EvolutionExample = {
  /** Contracts as they were. Without them, the base is what the catalogue itself has frozen. */
  readonly base?: Readonly<Record<string, string>>;
  readonly contracts: Readonly<Record<string, string>>;
  /** Ids of frozen versions; where there is a base, they are frozen there too. */
  readonly frozen?: readonly string[];
  /** Ids that were frozen in the base only. */
  readonly unfrozen?: readonly string[];
  readonly model?: RoutedModel;
  readonly baseModel?: RoutedModel;
  readonly accepted?: readonly AcceptedBreak[];
};

export type BadEvolutionExample = EvolutionExample &
  ({ readonly at: string } | { readonly file: string; readonly at?: string });

type RuleFacts = {
  /** Kebab-case; what `concordat accept` and `concordat explain` take. */
  readonly id: string;
  readonly severity: Severity;
  /** The law, in one sentence. */
  readonly sentence: string;
  /** What goes wrong where it is broken. */
  readonly reason: string;
  /** An imperative; the hint of every finding that has no better one. */
  readonly remedy: string;
  readonly bad: BadEvolutionExample;
  readonly good: EvolutionExample;
};

/** A promise not kept, without what the rule itself says. */
export type BreakRemark = Omit<Break, "rule" | "code" | "severity" | "hint"> & { readonly hint?: string };

/** What can only be mended, not accepted. */
export type PlainRemark = {
  readonly message: string;
  readonly place: FindingPlace;
  readonly hint?: string;
  readonly severity?: Severity;
};

/**
 * A rule about how contracts change. Rules about promises find breaks, which may be accepted; the engine's verdicts join
 * them. Rules about numbers and acceptances look at what remains.
 */
export type EvolutionRule = RuleFacts &
  (
    | { readonly about: "promises"; check(world: EvolutionWorld): Iterable<BreakRemark> }
    | { readonly about: "numbers"; check(change: JudgedChange, world: EvolutionWorld): Iterable<PlainRemark> }
    /** Found by others, and explained here. */
    | { readonly about: "verdicts" | "acceptances" }
  );

export function defineEvolutionRule<const Rule extends EvolutionRule>(rule: Rule): Rule {
  return rule;
}
