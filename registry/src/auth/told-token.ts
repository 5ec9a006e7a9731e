import type { TokenState } from "../core/state/token-state.ts";
import { standingOfToken, type TokenStanding } from "./standing.ts";

/** A token as it is shown: all but the hash, which nobody needs. */
export type ToldToken = Omit<TokenState, "token" | "hash"> & {
  readonly id: string;
  readonly standing: TokenStanding;
};

export function tellToken({ token, hash: _hash, ...state }: TokenState, now: number): ToldToken {
  return { id: token, ...state, standing: standingOfToken(state, now) };
}
