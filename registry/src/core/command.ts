import type { Change } from "./change.ts";
import type { Content } from "./content.ts";
import type { State } from "./state/state.ts";

/** What a command comes to: what is to be logged, in one piece with all else of the same batch, and the answer. */
export type Decision<Answer> = {
  readonly changes: readonly Change[];
  /** What the changes speak of and the registry may not have yet. */
  readonly contents?: readonly Content[];
  readonly answer: Answer;
};

/** Says that the state has changed in what `prepare` relied on. */
export const outdated = Symbol("outdated");

/**
 * Something that somebody wants done. Hard work, which may take a while, is done in `prepare` while others write;
 * `decide` is quick, and has the last word: nobody writes while it looks.
 */
export type Command<Answer, Prepared = undefined> = {
  /** For the audit log, `register`; and what it is done to, mostly a subject. */
  readonly action: string;
  readonly target: string;
  /** @throws what the command is refused with, just as `decide` does */
  prepare?(state: State): Promise<Prepared>;
  decide(state: State, prepared: Prepared): Decision<Answer> | typeof outdated;
};
