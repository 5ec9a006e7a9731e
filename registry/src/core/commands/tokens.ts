import { accessErrors } from "../../auth/errors.ts";
import type { Role } from "../../auth/role.ts";
import { type MintedSecret, withoutSecrets } from "../../auth/secret.ts";
import type { Change } from "../change.ts";
import type { Command } from "../command.ts";

export type TokenWish = {
  /** What the audit will say instead of a person: who or what it is for. Two tokens may share it, as one takes over from the other. */
  readonly name: string;
  readonly role: Role;
  /** RFC 3339. */
  readonly expires?: string;
};

/** Names that the log already gives to somebody else. */
const taken: readonly string[] = ["anonymous", "registry", "admin-token"];

/** Makes a token known by its hash; the secret was handed out by who made it, and is nowhere else. */
export function createToken({ name, role, expires }: TokenWish, minted: MintedSecret): Command<string> {
  return {
    action: "create token",
    target: withoutSecrets(name),
    decide: () => {
      const trouble = troubleOfName(name);
      if (trouble !== undefined) throw accessErrors.TOKEN_NAME({ name: withoutSecrets(name), trouble });
      const change: Change = {
        is: "token-created",
        token: minted.id,
        name,
        role,
        hash: minted.hash,
        ...(expires !== undefined && { expires }),
      };
      return { changes: [change], answer: minted.id };
    },
  };
}

/** Ends a token for good. One that is revoked already stays as it is. */
export function revokeToken(token: string): Command<void> {
  // Somebody will send the secret for the id some day, and the audit must not keep it.
  const shown = withoutSecrets(token);
  return {
    action: "revoke token",
    target: shown,
    decide: (state) => {
      const known = state.tokens.get(token);
      if (known === undefined) throw accessErrors.TOKEN_UNKNOWN({ token: shown });
      const changes: readonly Change[] =
        known.revokedAt === undefined ? [{ is: "token-revoked", token }] : [];
      return { changes, answer: undefined };
    },
  };
}

function troubleOfName(name: string): string | undefined {
  if (taken.includes(name.toLowerCase())) return "means somebody else in the log";
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._@/-]{0,63}$/.test(name) || name.endsWith(" "))
    return "is not 1 to 64 letters, digits, spaces and . _ @ / -, beginning with a letter or a digit";
  // Somebody who pastes a secret here would publish it.
  return name.startsWith("concordat_") ? "looks like a secret" : undefined;
}
