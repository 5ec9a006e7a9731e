const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quotedString = '"(?:[\\t !#-\\[\\]-~]|\\\\[\\t -~])*"';
const mediaType = new RegExp(`^${token}/${token}(?:[ \\t]*;[ \\t]*${token}=(?:${token}|${quotedString}))*$`);

/** RFC 2046, as RFC 9110 writes it down. */
export function isMediaType(text: string): boolean {
  return text === "application/json" || mediaType.test(text);
}

/** How data of this content type is held in memory, and so how it is written. */
export type DataKind = "json" | "text" | "bytes";

/**
 * - `json`: the subtype is `json` or ends in `+json`, or there is no content type (JSON event format, 3.1.1)
 * - `text`: `text/*` and XML, unless they name another character encoding than UTF-8
 * - `bytes`: everything else
 */
export function dataKindOf(contentType: string | undefined): DataKind {
  if (contentType === undefined || contentType === "application/json") return "json";
  const lower = contentType.toLowerCase();
  const bare = (lower.split(";", 1)[0] ?? "").trim();
  if (bare.endsWith("/json") || bare.endsWith("+json")) return "json";
  const isText = bare.startsWith("text/") || bare === "application/xml" || bare.endsWith("+xml");
  return isText && isUtf8(lower) ? "text" : "bytes";
}

function isUtf8(contentType: string): boolean {
  const charset = /;[ \t]*charset="?([^";\s]*)/.exec(contentType)?.[1];
  return charset === undefined || charset === "utf-8" || charset === "utf8" || charset === "us-ascii";
}
