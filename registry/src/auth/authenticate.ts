import { timingSafeEqual } from "node:crypto";
import type { TokenState } from "../core/state/token-state.ts";
import { accessErrors } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { readCredentials } from "./read-credentials.ts";
import type { AnonymousRole } from "./role.ts";
import { hashSecret, idOfSecret } from "./secret.ts";
import { standingOfToken } from "./standing.ts";

export type AuthenticationOptions = {
  /** A token by its public id. Asked for every request, so that a revoked one ends at once. */
  readonly tokenOf: (id: string) => TokenState | undefined;
  /** The secret of the settings, which is an admin without a token in the store. */
  readonly adminToken?: string | undefined;
  /** Default `none`. */
  readonly anonymous?: AnonymousRole;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** Who an `Authorization` header speaks for. Throws AUTH_REFUSED for credentials that are not good. */
export type Authenticate = (header: string | undefined) => Identity;

/**
 * Credentials that are not good are refused also where nobody has to have any: who means to be somebody must not be
 * taken for nobody without noticing.
 *
 * No secret is remembered between requests. A hash and a look-up cost less than a microsecond, and a cache of headers would be
 * a list of secrets in memory.
 */
export function createAuthenticate({
  tokenOf,
  adminToken,
  anonymous = "none",
  now,
}: AuthenticationOptions): Authenticate {
  const nobody: Identity = { actor: "anonymous", ...(anonymous !== "none" && { role: anonymous }) };
  const admin: Identity = { actor: "admin-token", role: "admin" };
  const adminHash = adminToken === undefined ? undefined : hashSecret(adminToken);

  return (header) => {
    const secret = readCredentials(header);
    if (secret === undefined) return nobody;
    const hash = hashSecret(secret);
    if (adminHash !== undefined && timingSafeEqual(hash, adminHash)) return admin;
    const id = idOfSecret(secret);
    const token = id === undefined ? undefined : tokenOf(id);
    if (token === undefined) throw accessErrors.AUTH_REFUSED({ reason: "unknown" });
    const { hash: expected, identity } = told(token);
    if (!timingSafeEqual(hash, expected)) throw accessErrors.AUTH_REFUSED({ reason: "unknown" });
    const standing = standingOfToken(token, now());
    if (standing !== "valid") throw accessErrors.AUTH_REFUSED({ reason: standing });
    return identity;
  };
}

/** What follows from a token alone, worked out once; gone with the token, which becomes another value when it is revoked. */
const toldOf = new WeakMap<TokenState, { readonly hash: Buffer; readonly identity: Identity }>();

function told(token: TokenState) {
  const before = toldOf.get(token);
  if (before !== undefined) return before;
  const { name: actor, role, token: id, hash } = token;
  const made = { hash: Buffer.from(hash, "hex"), identity: { actor, role, token: id } };
  toldOf.set(token, made);
  return made;
}
