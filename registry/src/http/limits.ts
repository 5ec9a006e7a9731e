import { registryErrors } from "../errors.ts";

/** The longest `$id` has some 240 characters; whatever is much longer was not made by us. */
export const longestPath = 512;
const longestUrl = 2048;

/** Every later step may then take time by the length of the URL. */
export function checkUrlLength(url: string): void {
  // Nearly every request; the rest may be looked at more closely.
  if (url.length <= longestPath) return;
  const path = url.split("?", 1)[0] ?? "";
  if (path.length > longestPath)
    throw registryErrors.URI_TOO_LONG({ part: "path", length: path.length, limit: longestPath });
  if (url.length > longestUrl)
    throw registryErrors.URI_TOO_LONG({ part: "URL", length: url.length, limit: longestUrl });
}

const mostHeaders = 100;

/** Node itself would drop those past its own limit without a word. */
export function checkHeaderCount(count: number): void {
  if (count > mostHeaders) throw registryErrors.LIMIT_HEADERS({ count, limit: mostHeaders });
}
