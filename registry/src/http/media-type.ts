import type { IncomingHttpHeaders } from "node:http";
import { registryErrors } from "../errors.ts";

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const wholeType = new RegExp(
  `^(${token}/${token})[ \\t]*((?:;[ \\t]*${token}=(?:${token}|${quoted})[ \\t]*)*)$`,
);
const charsetParameter = new RegExp(`;[ \\t]*charset=(${token}|${quoted})`, "i");

/**
 * The one of the accepted types that the body says it is, or a refusal. Anything that is not exactly a media type
 * (RFC 9110, section 8.3.1) is refused: readers that guess have let bodies past validation.
 */
export function mediaTypeOf(headers: IncomingHttpHeaders, accepted: readonly string[]): string {
  checkEncoding(headers["content-encoding"]);
  const header = headers["content-type"];
  // As most write it, who write no parameters.
  if (header !== undefined && accepted.includes(header)) return header;
  const [, name, parameters = ""] = wholeType.exec(header?.trim() ?? "") ?? [];
  const type = accepted.find((each) => each === name?.toLowerCase());
  if (type === undefined)
    throw registryErrors.MEDIA_TYPE({ found: header === undefined ? "missing" : `"${header}"`, accepted });
  checkCharset(charsetParameter.exec(parameters)?.[1]);
  return type;
}

/** Whether it is one media type, perhaps with parameters, and nothing else. */
export function isMediaType(text: string): boolean {
  return wholeType.test(text.trim());
}

function checkCharset(charset: string | undefined): void {
  const name = charset?.replaceAll('"', "").toLowerCase();
  if (name !== undefined && name !== "utf-8" && name !== "utf8")
    throw registryErrors.MEDIA_CHARSET({ charset: name });
}

/** A small compressed body can become an endless one, and nothing that is sent here is worth the risk. */
export function checkEncoding(encoding: string | undefined): void {
  if (encoding !== undefined && encoding.trim().toLowerCase() !== "identity")
    throw registryErrors.MEDIA_ENCODING({ encoding });
}
