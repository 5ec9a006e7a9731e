import { storeErrors } from "../errors.ts";

/** As `node:sqlite` throws it. */
export type SqliteError = Error & { readonly errcode: number; readonly errstr: string };

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && (error as { readonly code?: unknown }).code === "ERR_SQLITE_ERROR";
}

/** https://sqlite.org/rescode.html; the low byte is the primary code, which the extended ones refine. */
const primary = {
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** The system's "no space left" reaches us as a failed write, or as a failure to make the shared memory larger. */
const failedWrites = [
  10 | (3 << 8), // SQLITE_IOERR_WRITE
  10 | (19 << 8), // SQLITE_IOERR_SHMSIZE
];

/** Another connection is at it, and will be done soon. */
export function isBusy(error: unknown): boolean {
  return isSqliteError(error) && [primary.busy, primary.locked].includes(error.errcode & 0xff);
}

/** SQLite's error as the registry's, once; any other is handed back as it came. */
export function storeError(error: unknown, store: string): unknown {
  if (!isSqliteError(error)) return error;
  const { errcode, errstr: reason } = error;
  const options = { cause: error };
  if (failedWrites.includes(errcode)) return storeErrors.STORE_FULL({ store }, options);
  switch (errcode & 0xff) {
    case primary.full:
      return storeErrors.STORE_FULL({ store }, options);
    case primary.busy:
    case primary.locked:
      return storeErrors.STORE_UNAVAILABLE({ store, reason: "another process keeps it locked" }, options);
    case primary.permission:
    case primary.readOnly:
    case primary.cannotOpen:
      return storeErrors.STORE_NOT_WRITABLE({ store, reason }, options);
    case primary.notADatabase:
      return storeErrors.STORE_FOREIGN({ store, reason }, options);
    case primary.corrupt:
      return storeErrors.STORE_DAMAGED({ store, reason }, options);
    default:
      return storeErrors.STORE_UNAVAILABLE({ store, reason }, options);
  }
}
