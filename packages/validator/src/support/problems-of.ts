import type { Problem, Verdict } from "../problems/problem.ts";
import { collectProblems } from "./collect-problems.ts";
import { judge } from "./judge.ts";
import type { RawProblem } from "./raw-problem.ts";
import type { Shape } from "./shape.ts";

/** What is wrong with a value that the checks of an emitted validator refused: the first `most` problems. */
export function problemsOf(shape: Shape, data: unknown, most: number): readonly [Problem, ...Problem[]] {
  const raws: RawProblem[] = [];
  const nowhere = { from: undefined, keyword: undefined, key: undefined, step: undefined };
  judge({ shape, data, raws, ...nowhere, propertyName: undefined });
  return collectProblems(raws, most);
}

export const accepted: Verdict = Object.freeze({ valid: true });
