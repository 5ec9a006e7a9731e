import type { Change } from "../core/change.ts";

/** Who asked for a change, and in which request. */
export type Origin = {
  /** The name of the token or user; `anonymous` where nobody has to say who they are, `registry` for its own doing. */
  readonly actor: string;
  readonly requestId?: string;
  readonly address?: string;
};

/** One entry of the log. */
export type LoggedChange = {
  /** 1 for the first, and no number is left out. */
  readonly sequence: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly origin: Origin;
  readonly change: Change;
  /** Of the entry before and of this one: whoever alters an entry afterwards has to alter all that follow. */
  readonly hash: string;
};
