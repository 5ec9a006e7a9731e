import type { Role } from "./role.ts";

/** What is known of a token; its secret is with its owner. */
export type Token = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly hash: string;
  /** RFC 3339; from that moment on it is refused. Absent: until it is revoked. */
  readonly expires?: string;
  readonly created: string;
  readonly createdBy: string;
  readonly revoked?: string;
};

export type TokenStanding = "valid" | "expired" | "revoked";

export function standingOfToken(
  { expires, revoked }: Pick<Token, "expires" | "revoked">,
  now: number,
): TokenStanding {
  if (revoked !== undefined) return "revoked";
  return expires !== undefined && Date.parse(expires) <= now ? "expired" : "valid";
}
