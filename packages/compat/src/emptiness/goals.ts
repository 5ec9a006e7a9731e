import type { Json } from "@concordat/json";
import { Undecided } from "../budget.ts";
import { type Literal, never, type Terms } from "../terms/index.ts";
import { empty, type Outcome, type Solve, unknown } from "./outcome.ts";

/** A goal that is being worked on, and how far out the assumptions reach that its emptiness rests on so far. */
type Frame = { readonly goal: Literal; readonly mark: number; low: number };

export type GoalsOptions = {
  readonly terms: Terms;
  /**
   * Looks for a value of the goal; asks `solve` about values strictly inside it, never about the value itself. With
   * `looksAhead` it may leave out what is surely so.
   */
  readonly search: (goal: Literal, looksAhead: boolean) => Outcome;
  readonly holds: (goal: Literal, value: Json) => boolean;
  /** Off: nothing is remembered. Slower and must not change any verdict, which is how the memory is tested. */
  readonly remembers: boolean;
};

/**
 * Questions about parts of values, with the answers remembered.
 *
 * **Recursion.** A goal that comes up again strictly inside its own value counts as empty: a witness of least height
 * contains no smaller one. So with the goals E open, "G is empty" means: no value is in G of which no part (itself
 * included) is in a goal of E. With E closed again that is plain emptiness.
 *
 * **Memory.** A witness is a fact. "Empty" is one only where it rests on no goal that is still open. Otherwise it is
 * provisional: it may be used as long as the outermost goal it rests on (`low`, as a depth) is open; it becomes a fact
 * when that goal turns out empty resting on nothing further out, and is forgotten when a goal within which it was found
 * turns out inhabited or unknown.
 */
export function createGoals({ terms, search, holds, remembers }: GoalsOptions): Solve {
  const facts = new Map<Literal, Outcome>();
  const provisional = new Map<Literal, number>();
  /** The provisional goals in the order of their finding: those of a frame lie above its mark. */
  const trail: Literal[] = [];
  const frames: Frame[] = [];
  const open = new Map<Literal, number>();

  const restOn = (depth: number, frame = frames.at(-1)): Outcome => {
    if (frame !== undefined) frame.low = Math.min(frame.low, depth);
    return empty;
  };

  const solve: Solve = (literals) => {
    const goal = terms.and(literals);
    if (goal === never) return empty;
    const fact = facts.get(goal);
    if (fact !== undefined) return fact;
    const assumed = open.get(goal) ?? provisional.get(goal);
    if (assumed !== undefined) return restOn(assumed);

    const depth = frames.length;
    const frame: Frame = { goal, mark: trail.length, low: Number.POSITIVE_INFINITY };
    frames.push(frame);
    open.set(goal, depth);
    try {
      const outcome =
        accepted(search(goal, true), goal) ?? accepted(search(goal, false), goal) ?? notAccepted;
      close(frame, depth, outcome);
      return outcome;
    } catch (error) {
      forget(frame.mark);
      throw error;
    } finally {
      frames.pop();
      open.delete(goal);
    }
  };

  /**
   * Looking ahead leaves out what is surely so, and "surely" may rest on an assumption that falls later. So it may come
   * to a wrong witness (never to a wrong "empty"), and the search is made again without.
   */
  const accepted = (outcome: Outcome, goal: Literal): Outcome | undefined =>
    outcome.is !== "inhabited" || holdsSurely(goal, outcome.witness) ? outcome : undefined;

  const holdsSurely = (goal: Literal, value: Json): boolean => {
    try {
      return holds(goal, value);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      return false;
    }
  };

  const forget = (mark: number): void => {
    for (const forgotten of trail.splice(mark)) provisional.delete(forgotten);
  };

  const close = ({ goal, mark, low }: Frame, depth: number, outcome: Outcome): void => {
    if (outcome.is !== "empty") {
      forget(mark);
      if (remembers) facts.set(goal, outcome);
      return;
    }
    if (low >= depth) {
      for (const proved of trail.splice(mark)) {
        provisional.delete(proved);
        facts.set(proved, empty);
      }
      if (remembers) facts.set(goal, empty);
      return;
    }
    restOn(low, frames[depth - 1]);
    if (!remembers) return;
    // What rested on this goal now rests on what this goal rests on; its depth will be another's.
    for (const inside of trail.slice(mark))
      provisional.set(inside, Math.min(low, provisional.get(inside) ?? low));
    provisional.set(goal, low);
    trail.push(goal);
  };

  return solve;
}

const notAccepted = unknown({
  code: "WITNESS_REFUSED",
  message: "a witness was found that the evaluator does not accept",
});
