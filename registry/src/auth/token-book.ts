import type { LoggedChange } from "../store/logged-change.ts";
import type { Token } from "./token.ts";

/** All tokens there ever were: what the changes have made of them. */
export type TokenBook = {
  get(id: string): Token | undefined;
  /** The oldest first. */
  list(): readonly Token[];
  /** Takes in one entry of the log; those that are not about tokens change nothing. */
  apply(entry: LoggedChange): void;
};

export function createTokenBook(): TokenBook {
  const tokens = new Map<string, Token>();
  return {
    get: (id) => tokens.get(id),
    list: () => [...tokens.values()],
    apply({ at, origin, change }) {
      if (change.is === "token-created") {
        const { token: id, name, role, hash, expires } = change;
        tokens.set(id, {
          id,
          name,
          role,
          hash,
          ...(expires !== undefined && { expires }),
          created: at,
          createdBy: origin.actor,
        });
      }
      if (change.is === "token-revoked") {
        const token = tokens.get(change.token);
        if (token !== undefined) tokens.set(token.id, { ...token, revoked: at });
      }
    },
  };
}
