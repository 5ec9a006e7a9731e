import type { TokenState } from "../core/state/token-state.ts";

export type TokenStanding = "valid" | "expired" | "revoked";

/** What a token is worth at this moment, in milliseconds since 1970. */
export function standingOfToken(
  { expires, revokedAt }: Pick<TokenState, "expires" | "revokedAt">,
  now: number,
): TokenStanding {
  if (revokedAt !== undefined) return "revoked";
  return expires !== undefined && Date.parse(expires) <= now ? "expired" : "valid";
}
