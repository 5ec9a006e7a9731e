import { transportErrors } from "../ports/transport-errors.ts";

/**
 * Loads the client library of a broker when a transport is opened. Clients are optional peers, so that nobody installs one that is never
 * used; throws TRANSPORT_CLIENT_MISSING for the one that is.
 */
export async function loadClient<Library>(
  transport: string,
  packageName: string,
  load: () => Promise<Library>,
): Promise<Library> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw transportErrors.TRANSPORT_CLIENT_MISSING({ transport, package: packageName }, { cause: error });
  }
}
