import pg from "pg";
import { storeErrors } from "../errors.ts";

/** How long things may take before they count as lost, in milliseconds. */
export type Limits = {
  readonly connectionTimeoutMillis: number;
  readonly lock_timeout: number;
  readonly statement_timeout: number;
  /** For a server, or a network, that has fallen silent; the server's own limits come first. */
  readonly query_timeout: number;
  /** Whoever holds the lock of the log and is stopped in the middle must not stop all the others. */
  readonly idle_in_transaction_session_timeout: number;
};

const usual: Limits = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 10_000,
  statement_timeout: 15_000,
  query_timeout: 20_000,
  idle_in_transaction_session_timeout: 5_000,
};

/** Makes clients for the server that a URL names. */
export type ClientMaker = {
  /** `host:port/database`: what may be said aloud. */
  readonly place: string;
  create(): pg.Client;
};

/** Refuses what is no URL of a database. Nothing that is thrown repeats the URL, which may hold a password. */
export function parseDatabaseUrl(url: string, limits: Partial<Limits> = {}): ClientMaker {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw storeErrors.DATABASE_URL_INVALID({ problem: "does not begin with postgres://" });
  const create = () =>
    new pg.Client({
      ...usual,
      ...limits,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionString: url,
      fallback_application_name: "concordat-registry",
      // What is asked for at once goes in one round trip.
      pipeline: true,
    });
  try {
    if (!URL.canParse(url)) throw new TypeError("cannot be read as a URL");
    const { host, port, database } = create();
    return { place: `${host}:${port}/${database}`, create };
  } catch (error) {
    throw storeErrors.DATABASE_URL_INVALID({ problem: problemOf(error) });
  }
}

function problemOf(error: unknown): string {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (path !== undefined) return `names the file ${path}, which cannot be read (${code})`;
  return error instanceof TypeError ? message : "cannot be understood";
}
