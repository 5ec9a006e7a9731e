import { accessErrors } from "../auth/errors.ts";
import { isLoopback } from "../auth/loopback.ts";
import type { AnonymousRole } from "../auth/role.ts";
import type { Settings } from "../settings/table.ts";

/** Who may do what, and how often, as it follows from the settings. */
export type Access = {
  readonly anonymous: AnonymousRole;
  /** Nobody has asked for that role: anonymous callers have it because they are on this machine. */
  readonly anonymousIsLocal: boolean;
  /** Of one caller; 0 is any number. */
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
};

/**
 * Decides it, or refuses to start.
 *
 * On loopback a registry needs nothing: whoever can reach it has this machine already. Beyond it, doors that stand open
 * must have been opened by somebody who said so, and a registry that serves nobody is a mistake, too.
 */
export function decideAccess(
  settings: Pick<
    Settings,
    "host" | "anonymous" | "adminToken" | "insecure" | "readsPerSecond" | "writesPerSecond"
  >,
  { hasTokens }: { readonly hasTokens: boolean },
): Access {
  const { host, adminToken, insecure } = settings;
  const local = isLoopback(host);
  const hasAuth = hasTokens || adminToken !== undefined;
  const anonymous = settings.anonymous ?? (!hasAuth && (local || insecure) ? "admin" : "none");
  if (!local) {
    if (adminToken !== undefined) refuseWeak(adminToken);
    if (!insecure && (anonymous === "admin" || anonymous === "write"))
      throw accessErrors.OPEN_TO_EVERYBODY({ host, anonymous });
    if (!hasAuth && anonymous === "none") throw accessErrors.AUTH_NOT_SET_UP({ host });
  }
  return {
    anonymous,
    anonymousIsLocal: local && settings.anonymous === undefined,
    readsPerSecond: settings.readsPerSecond ?? (local ? 0 : 5000),
    writesPerSecond: settings.writesPerSecond ?? (local ? 0 : 200),
  };
}

const wellKnown =
  /^(?:.*(?:password|passwort|changeme|change-me|letmein|qwerty|default|example|admin-?token|123456).*|admin|secret|token|test)$/i;

/** Tokens that the registry makes have 256 random bits; one that a person chose has to be hard to guess at least. */
function refuseWeak(token: string): void {
  const trouble =
    token.length < 24
      ? `has ${token.length} characters, and 24 are the least`
      : /\s/.test(token)
        ? "holds white space"
        : new Set(token).size < 8
          ? "has fewer than 8 different characters"
          : wellKnown.test(token)
            ? "is made of words that are tried first"
            : undefined;
  if (trouble !== undefined) throw accessErrors.ADMIN_TOKEN_WEAK({ trouble });
}
