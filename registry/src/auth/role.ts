export const roles = ["read", "write", "admin"] as const;

/** What somebody may do. Each may also do what those before it may. */
export type Role = (typeof roles)[number];
