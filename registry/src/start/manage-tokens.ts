import { userInfo } from "node:os";
import { parseExpiry } from "../auth/expiry.ts";
import type { Role } from "../auth/role.ts";
import { mintSecret } from "../auth/secret.ts";
import { type ToldToken, tellToken } from "../auth/told-token.ts";
import { createToken, revokeToken } from "../core/commands/tokens.ts";
import type { Registry } from "../core/registry.ts";

/** What an operator does with tokens where the store is, without any token. */
export type TokenManager = {
  /** The secret is in the answer and nowhere else. */
  create(wish: {
    readonly name: string;
    readonly role: Role;
    readonly expires?: string | undefined;
  }): Promise<ToldToken & { readonly secret: string }>;
  list(): readonly ToldToken[];
  revoke(id: string): Promise<void>;
};

export function manageTokens(registry: Registry, { now }: { readonly now: () => number }): TokenManager {
  const origin = { actor: `${userName()} at the command line` };
  return {
    create: async ({ name, role, expires }) => {
      const minted = mintSecret();
      const until = expires === undefined ? {} : { expires: parseExpiry(expires, now()) };
      const id = await registry.execute(createToken({ name, role, ...until }, minted), origin);
      const known = registry.state.tokens.get(id);
      if (known === undefined) throw new Error(`the token ${id} was stored and is not there`);
      return { ...tellToken(known, now()), secret: minted.secret };
    },
    list: () => [...registry.state.tokens.values()].map((token) => tellToken(token, now())),
    revoke: (id) => registry.execute(revokeToken(id), origin),
  };
}

/** A user without an entry in the system's list has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "somebody";
  }
}
