import { isConcordatError } from "@concordat/errors";
import { transportErrors } from "@concordat/runtime";
import type { EventBridgeDriver } from "./driver/driver.ts";
import type { EventBridgeSettings } from "./settings.ts";
import { transport } from "./transport-name.ts";

/** What a client library throws, said in our words: TRANSPORT_UNREACHABLE. Errors of our own pass as they are. */
export async function reaching<Result>(
  { driver, settings }: { readonly driver: EventBridgeDriver; readonly settings: EventBridgeSettings },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (isConcordatError(cause)) throw cause;
    const { name, message } = cause as Error;
    const at =
      driver.host ?? settings.endpoint ?? `EventBridge in ${settings.region ?? "the region of the SDK"}`;
    throw transportErrors.TRANSPORT_UNREACHABLE({ transport, at, trouble: `${name}: ${message}` }, { cause });
  }
}
