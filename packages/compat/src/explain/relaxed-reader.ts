import type { Literal } from "../terms/index.ts";
import type { Blame } from "./blame.ts";
import type { CauseWorld } from "./cause-world.ts";
import { createRelaxation } from "./relax.ts";

/** The reader without what was excused, in both readings. */
export type RelaxedReader = {
  excuse(blame: Blame): void;
  isExcused(blame: Blame): boolean;
  accepts(): readonly Literal[];
  refuses(): readonly Literal[];
  /** The same with one more excuse. */
  and(blame: Blame): RelaxedReader;
};

export function relaxedReader(
  world: Pick<CauseWorld, "comparison" | "readerRoot" | "readerTranslators">,
  before: readonly Blame[] = [],
): RelaxedReader {
  const { comparison, readerRoot, readerTranslators } = world;
  const excused = [...before];
  const relaxations = readerTranslators.map((translator) =>
    createRelaxation(readerRoot, translator, comparison.engine),
  );
  for (const blame of before) for (const relaxation of relaxations) relaxation.excuse(blame);
  const accepts = () => relaxations.map((relaxation) => relaxation.rest());
  return {
    excuse(blame) {
      excused.push(blame);
      for (const relaxation of relaxations) relaxation.excuse(blame);
    },
    isExcused: (blame) => relaxations.some((relaxation) => relaxation.isExcused(blame)),
    accepts,
    refuses: () => accepts().map((literal) => -literal),
    and: (blame) => relaxedReader(world, [...excused, blame]),
  };
}
