import type { Candidate } from "./candidates.ts";

/** What is never left out: examples, samples, each required member once missing, each member once of a wrong type. */
const always = new Set(["example", "sample", "missing", "wrong type"]);

/**
 * So many, or a few more: what is never left out, then of every other kind one, and then the kinds take turns, each giving its
 * next, until it is enough.
 */
export function chooseFrom(candidates: readonly Candidate[], enough: number): readonly Candidate[] {
  const chosen = new Set(candidates.filter(({ kind }) => always.has(kind)));
  const others = candidates.filter(({ kind }) => !always.has(kind));
  const kinds = [...Map.groupBy(others, ({ kind }) => kind).values()];
  const rounds = Math.max(0, ...kinds.map((ofKind) => ofKind.length));
  for (let round = 0; round < rounds; round += 1)
    for (const ofKind of kinds) {
      const next = ofKind[round];
      if (next !== undefined && (round === 0 || chosen.size < enough)) chosen.add(next);
    }
  return candidates.filter((candidate) => chosen.has(candidate));
}
