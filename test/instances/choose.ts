import type { Candidate } from "./candidates.ts";

/**
 * At most so many, and of every kind some: the kinds take turns, each giving its next one. Examples are always among them.
 */
export function chooseFrom(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  const examples = candidates.filter(({ kind }) => kind === "example");
  const kinds = [...Map.groupBy(candidates, ({ kind }) => kind)]
    .filter(([kind]) => kind !== "example")
    .map(([, ofKind]) => ofKind);
  const longest = Math.max(0, ...kinds.map((ofKind) => ofKind.length));
  const inTurn = Array.from({ length: longest }, (_, round) =>
    kinds.flatMap((ofKind) => ofKind[round] ?? []),
  );
  const chosen = new Set([...examples, ...inTurn.flat().slice(0, Math.max(0, most - examples.length))]);
  return candidates.filter((candidate) => chosen.has(candidate));
}
