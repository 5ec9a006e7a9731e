import type { Json } from "@concordat/json";
import { type Literal, never, type Terms, told } from "../terms/index.ts";
import { empty, type Outcome, type Solve, unknown } from "./outcome.ts";

/** Open goals by their depth, one bit each. */
type Depths = bigint;

/** A goal that is being worked on, and the open goals on whose emptiness its own rests so far. */
type Frame = { readonly goal: Literal; readonly own: Depths; readonly mark: number; restsOn: Depths };

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
 * provisional, and may be used as long as the goals it rests on are open. When one of them turns out empty, it rests on
 * what that one rests on instead, and on nothing more is a fact; when one turns out inhabited or unknown, it is
 * forgotten. What was found within that goal without resting on it stays.
 */
export function createGoals({ terms, search, holds, remembers }: GoalsOptions): Solve {
  const facts = new Map<Literal, Outcome>();
  const provisional = new Map<Literal, Depths>();
  /** The provisional goals in the order of their finding: what rests on a frame lies above its mark. */
  const trail: Literal[] = [];
  const frames: Frame[] = [];
  const open = new Map<Literal, Depths>();

  const restOn = (goals: Depths, frame = frames.at(-1)): Outcome => {
    if (frame !== undefined) frame.restsOn |= goals;
    return empty;
  };

  const solve: Solve = (literals) => {
    const goal = terms.and(literals);
    if (goal === never) return empty;
    const fact = facts.get(goal);
    if (fact !== undefined) return fact;
    const assumed = open.get(goal) ?? provisional.get(goal);
    if (assumed !== undefined) return restOn(assumed);

    const own = 1n << BigInt(frames.length);
    const frame: Frame = { goal, own, mark: trail.length, restsOn: 0n };
    frames.push(frame);
    open.set(goal, own);
    try {
      const outcome =
        accepted(search(goal, true), goal) ?? accepted(search(goal, false), goal) ?? notAccepted;
      close(frame, outcome);
      return outcome;
    } catch (error) {
      settle(frame, undefined);
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
    outcome.is !== "inhabited" || told(holds, goal, outcome.witness) === true ? outcome : undefined;

  const close = (frame: Frame, outcome: Outcome): void => {
    const { goal, own, restsOn } = frame;
    const outside = restsOn & ~own;
    settle(frame, outcome.is === "empty" ? outside : undefined);
    if (outcome.is === "empty") restOn(outside, frames.at(-2));
    if (!remembers) return;
    if (outcome.is !== "empty" || outside === 0n) facts.set(goal, outcome);
    else assumeEmpty(goal, outside);
  };

  /** What rested on a goal that is no longer open rests on what that one rests on, or on nothing to be relied upon. */
  const settle = ({ own, mark }: Frame, outside: Depths | undefined): void => {
    for (const inside of trail.splice(mark)) {
      const restsOn = provisional.get(inside) ?? 0n;
      const isAffected = (restsOn & own) !== 0n;
      const instead = isAffected ? (restsOn & ~own) | (outside ?? 0n) : restsOn;
      provisional.delete(inside);
      if (isAffected && outside === undefined) continue;
      if (instead === 0n) facts.set(inside, empty);
      else assumeEmpty(inside, instead);
    }
  };

  const assumeEmpty = (goal: Literal, restsOn: Depths): void => {
    provisional.set(goal, restsOn);
    trail.push(goal);
  };

  return solve;
}

const notAccepted = unknown({
  code: "WITNESS_REFUSED",
  message: "a witness was found that the evaluator does not accept",
});
