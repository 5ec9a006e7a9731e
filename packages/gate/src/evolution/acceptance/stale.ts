import type { AcceptedBreak, Catalogue } from "@concordat/contracts";
import type { Baseline } from "../baseline.ts";
import type { Side } from "../side.ts";
import type { JudgedBreak } from "./apply.ts";

export type StaleAcceptance = { readonly index: number; readonly why: string };

export type StaleInput = {
  readonly accepted: readonly AcceptedBreak[];
  readonly breaks: readonly JudgedBreak[];
  readonly baseline: Baseline;
  readonly catalogue: Catalogue;
  /** Versions that were judged in this run, by id. */
  readonly judged: ReadonlyMap<string, Side>;
};

/**
 * Acceptances that cover nothing any more. One between frozen versions is not asked again and never stale; one about
 * something that is gone can only be judged against the state in which it still was there.
 */
export function staleAcceptances({
  accepted,
  breaks,
  baseline,
  catalogue,
  judged,
}: StaleInput): readonly StaleAcceptance[] {
  const used = new Set(breaks.flatMap(({ accepted: mark }) => (mark === undefined ? [] : [mark.entry])));
  return accepted.flatMap((entry, index) => {
    const why = used.has(entry) ? undefined : whyStale(entry, { baseline, catalogue, judged });
    return why === undefined ? [] : [{ index, why }];
  });
}

function whyStale(
  { contract, after }: AcceptedBreak,
  { baseline, catalogue, judged }: Pick<StaleInput, "baseline" | "catalogue" | "judged">,
): string | undefined {
  if (after === undefined) return baseline.kind === "past" ? "what it accepted is not lacking" : undefined;
  const id = `${contract}/${after.version}`;
  if (catalogue.byId(id) === undefined) return `the catalogue holds no ${id}`;
  const side = judged.get(id);
  if (side === undefined) return undefined;
  return side.digest === after.digest
    ? `${id} does not break what it accepted`
    : `${id} changed since, and what was accepted is not what it is now`;
}
