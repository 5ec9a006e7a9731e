import type { IncomingHttpHeaders } from "node:http";
import { registryErrors } from "../errors.ts";

/** Whether the client has it already: weak comparison, as If-None-Match asks for (RFC 9110, section 13.1.2). */
export function isHeld(headers: IncomingHttpHeaders, etag: string): boolean {
  const header = headers["if-none-match"];
  return (
    header !== undefined && namesOf(header).some((each) => each === "*" || each.replace(/^W\//, "") === etag)
  );
}

/**
 * Refuses to overwrite what is not what the client has seen: strong comparison (section 13.1.1). `undefined` stands
 * for what does not exist, which no ETag matches, not even `*`.
 */
export function checkIfMatch(headers: IncomingHttpHeaders, etag: string | undefined): void {
  const header = headers["if-match"];
  if (header === undefined) return;
  const matched =
    etag !== undefined && namesOf(header).some((each) => each === "*" || uncoded(each) === etag);
  if (!matched)
    throw registryErrors.PRECONDITION_FAILED({ expected: header, found: etag ?? "no state at all" });
}

/** Of the state it says the same, whether it came compressed or not. */
function uncoded(etag: string): string {
  return etag.replace(/-(?:br|gzip)"$/, '"');
}

function namesOf(header: string): readonly string[] {
  return header.split(",").map((each) => each.trim());
}
