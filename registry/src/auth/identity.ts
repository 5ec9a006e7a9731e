import type { Role } from "./role.ts";

/** Who sent a request, as far as that is known and needed. */
export type Identity = {
  /** A name for logs and the audit: that of the token, `admin-token` for the one from the settings, or `anonymous`. */
  readonly actor: string;
  /** Absent where nothing may be done. */
  readonly role?: Role;
  /** The public id of the token. */
  readonly token?: string;
};
