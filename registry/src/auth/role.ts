export const roles = ["read", "write", "admin"] as const;

/** What somebody may do. Each may also do what those before it may. */
export type Role = (typeof roles)[number];

/** Whom a route serves. `public` is for what has to work without anybody being known, as a probe of health. */
export type RouteRole = Role | "public";

/** What callers may do who do not say who they are. */
export const anonymousRoles = ["none", ...roles] as const;

export type AnonymousRole = (typeof anonymousRoles)[number];

/** The role that the most callers have. */
export function mildestOf(needed: Iterable<RouteRole>): RouteRole {
  const all = new Set(needed);
  return (["public", ...roles] as const).find((role) => all.has(role)) ?? "read";
}

export function mayDo(have: Role | undefined, needed: RouteRole): boolean {
  return needed === "public" || (have !== undefined && roles.indexOf(have) >= roles.indexOf(needed));
}
