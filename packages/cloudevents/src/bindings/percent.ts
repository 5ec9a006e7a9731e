/**
 * Values of headers, as the HTTP and NATS bindings have them (HTTP binding 1.0.2, 3.1.3.2): UTF-8, with everything
 * percent-encoded that is not printable ASCII, and space, double quote and percent sign as well.
 */
export function encodeHeaderValue(text: string): string {
  return plain.test(text) ? text : text.toWellFormed().replaceAll(special, encodeURIComponentOf);
}

const plain = /^[!#$&-~]*$/;
const special = /[^!#$&-~]+/gu;

/** The standard function leaves letters and a few marks alone, and none of those gets here. */
function encodeURIComponentOf(text: string): string {
  return encodeURIComponent(text);
}

/** Why a value is no encoding of a text. */
export type Trouble = { readonly trouble: string };

/** The text, or why the value is no encoding of one; as an object. */
export function decodeHeaderValue(
  value: string,
): { readonly text: string; readonly trouble?: undefined } | Trouble {
  const decoded = textOfHeaderValue(value);
  return typeof decoded === "string" ? { text: decoded } : decoded;
}

/**
 * The text, or why the value is no encoding of one.
 *
 * A value in double quotes is unquoted first, as senders of older versions wrote them. One round of decoding; hexadecimal
 * digits of either case; what need not have been encoded may be.
 */
export function textOfHeaderValue(value: string): string | Trouble {
  if (plain.test(value)) return value;
  const trimmed = value.trim();
  const bare = isQuoted(trimmed) ? unquote(trimmed) : trimmed;
  if (!printable.test(bare)) return { trouble: "holds a character that is not printable ASCII" };
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(bare);
  if (bad !== null)
    return { trouble: `has ${JSON.stringify(bare.slice(bad.index, bad.index + 3))} where %XX belongs` };
  try {
    return decodeURIComponent(bare);
  } catch {
    return { trouble: "decodes to bytes that are no UTF-8" };
  }
}

const printable = /^[ -~]*$/;

function isQuoted(value: string): boolean {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"');
}

/** RFC 7230, 3.2.6. */
function unquote(value: string): string {
  return value.slice(1, -1).replaceAll(/\\(.)/g, "$1");
}
