import type { Role } from "../../auth/role.ts";

/** What is known of a token. Not the token: that is with its owner. */
export type TokenState = {
  readonly token: string;
  readonly name: string;
  readonly role: Role;
  readonly hash: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expires?: string;
  readonly revokedAt?: string;
};
