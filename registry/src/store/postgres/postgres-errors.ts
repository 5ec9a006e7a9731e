import { isConcordatError } from "@concordat/errors";
import { storeErrors } from "../errors.ts";

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const diskFull = "53100";
const readOnlyTransaction = "25006";
const tableExists = "42P07";
const tableMissing = "42P01";
const dataCorrupted = /^XX00[12]$/;
const accessDenied = /^(28...|3D000|42501)$/;

/** An error of the driver or of the server as the registry's, once; one of ours is handed back as it came. */
export function storeError(error: unknown, store: string): unknown {
  if (isConcordatError(error)) return error;
  const options = { cause: error };
  const reason = reasonOf(error);
  const code = codeOf(error);
  if (code === diskFull) return storeErrors.STORE_FULL({ store }, options);
  if (code === readOnlyTransaction)
    return storeErrors.STORE_NOT_WRITABLE({ store, reason: `${reason}; is it a standby?` }, options);
  if (code === tableExists) return storeErrors.STORE_FOREIGN({ store, reason }, options);
  if (code === tableMissing || dataCorrupted.test(code))
    return storeErrors.STORE_DAMAGED({ store, reason }, options);
  // The driver refuses by itself where the server asks for a password and there is none.
  if (accessDenied.test(code) || reason.startsWith("SASL"))
    return storeErrors.STORE_ACCESS_DENIED({ store, reason }, options);
  return storeErrors.STORE_UNAVAILABLE({ store, reason }, options);
}

/** Asks the database, and throws what it throws as the registry's error. */
export async function orStoreError<Result>(store: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw storeError(error, store);
  }
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown } | undefined)?.code);
}

/** Several addresses of one host that all refuse make an error without words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}

/** Whether an established connection broke, as it does when the server is restarted. */
export function wasLost(error: unknown): boolean {
  return (
    ["57P01", "57P02", "ECONNRESET", "EPIPE"].includes(codeOf(error)) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(reasonOf(error))
  );
}
