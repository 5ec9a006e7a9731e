import { readFileSync } from "node:fs";

/** What a mutation report of Stryker holds, as far as it is read here. */
type Report = {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
};

type Mutant = {
  readonly mutatorName: string;
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
};

export type Figures = {
  readonly mutants: number;
  readonly killed: number;
  /** Killed by never coming to an end: a mutant that loops is one that a test would notice, too. */
  readonly timedOut: number;
  readonly survived: number;
  /** Of all that could be judged. */
  readonly share: number;
  /** One line each: where, what, and what it became. */
  readonly survivors: readonly string[];
};

export function readFigures(file: string): Figures {
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  const all = Object.entries(report.files).flatMap(([path, { source, mutants }]) =>
    mutants.map((mutant) => ({
      ...mutant,
      path,
      line: source.split("\n")[mutant.location.start.line - 1] ?? "",
    })),
  );
  const of = (...statuses: readonly string[]) => all.filter(({ status }) => statuses.includes(status));
  const killed = of("Killed").length;
  const timedOut = of("Timeout").length;
  const survivors = of("Survived", "NoCoverage");
  const judged = killed + timedOut + survivors.length;
  return {
    mutants: judged,
    killed,
    timedOut,
    survived: survivors.length,
    share: judged === 0 ? 0 : (killed + timedOut) / judged,
    survivors: survivors.map(
      ({ path, location: { start }, mutatorName, line, replacement = "" }) =>
        `${path}:${start.line}:${start.column} ${mutatorName}: ${line.trim()} → ${replacement}`,
    ),
  };
}
