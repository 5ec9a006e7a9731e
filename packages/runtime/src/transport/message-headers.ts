import type { MessageHeaders } from "../ports/transport.ts";
import { transportErrors } from "../ports/transport-errors.ts";

/** Throws MESSAGE_HEADER for a name that messages may not have, or that is the event's own. */
export function checkHeaders(
  headers: MessageHeaders | undefined,
  address: string,
  carriesEvent: (name: string) => boolean,
): void {
  if (headers === undefined) return;
  for (const name in headers)
    if (!/^[a-z0-9-]+$/.test(name) || carriesEvent(name))
      throw transportErrors.MESSAGE_HEADER({ address, name });
}
