import type { Verdict } from "../problems/problem.ts";
import { collectProblems } from "./collect-problems.ts";
import { accepted } from "./problems-of.ts";
import type { RawProblem } from "./raw-problem.ts";

/** The verdict where compiled code has found the problems itself, or nothing. */
export function verdictOf(raws: readonly RawProblem[] | undefined, most: number): Verdict {
  return raws === undefined ? accepted : { valid: false, problems: collectProblems(raws, most) };
}
