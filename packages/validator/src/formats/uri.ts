import { address6 } from "./internet.ts";

/**
 * RFC 3986, and RFC 3987 for the two that allow characters of every script. Nothing is normalised or looked up; a percent
 * sign begins two hexadecimal digits or is wrong.
 */
const scheme = "[A-Za-z][A-Za-z0-9+.-]*";
/** `ucschar` of RFC 3987, as far as a reader can type it: private planes and noncharacters stay out. */
const ucs =
  "\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}" +
  Array.from({ length: 14 }, (_, plane) => {
    const first = (plane + 1).toString(16).toUpperCase();
    return `\\u{${first}${first === "E" ? "1000" : "0000"}}-\\u{${first}FFFD}`;
  }).join("");
const privateUse = "\\u{E000}-\\u{F8FF}\\u{F0000}-\\u{FFFFD}\\u{100000}-\\u{10FFFD}";

export const uri = `^${absolute("")}$`;
export const uriReference = `^(?:${absolute("")}|${relative("")})$`;
export const iri = `^${absolute(ucs)}$`;
export const iriReference = `^(?:${absolute(ucs)}|${relative(ucs)})$`;

function absolute(more: string): string {
  return `${scheme}:(?:${authorityAndPath(more)}|${absolutePath(more)}|${rootless(more, ":")}|)${tail(more)}`;
}

/** The first segment of a relative path holds no colon, or it would read as a scheme. */
function relative(more: string): string {
  return `(?:${authorityAndPath(more)}|${absolutePath(more)}|${rootless(more, "")}|)${tail(more)}`;
}

function authorityAndPath(more: string): string {
  const userInfo = `(?:${character(more, ":")}*@)?`;
  const future = "[Vv][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+";
  const host = `(?:\\[(?:${address6}|${future})\\]|${character(more, "")}*)`;
  return `//${userInfo}${host}(?::[0-9]*)?(?:/${character(more, ":@")}*)*`;
}

function absolutePath(more: string): string {
  return `/(?:${character(more, ":@")}+(?:/${character(more, ":@")}*)*)?`;
}

function rootless(more: string, colon: string): string {
  return `${character(more, `@${colon}`)}+(?:/${character(more, ":@")}*)*`;
}

function tail(more: string): string {
  const inQuery = character(more === "" ? "" : more + privateUse, ":@/?");
  return `(?:\\?${inQuery}*)?(?:#${character(more, ":@/?")}*)?`;
}

/** Unreserved and sub-delims, what else is allowed here, or a percent-encoded byte. */
function character(more: string, others: string): string {
  return `(?:[A-Za-z0-9._~!$&'()*+,;=${others}${more}-]|%[0-9A-Fa-f]{2})`;
}

/** RFC 6570, all four levels: literals, and expressions in braces. */
const variableCharacter = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})";
const variable = `${variableCharacter}(?:\\.?${variableCharacter})*(?::[1-9][0-9]{0,3}|\\*)?`;
const literal = `(?:[!#$&(-;=?-\\[\\]_a-z~${ucs}${privateUse}]|%[0-9A-Fa-f]{2})`;
export const uriTemplate = `^(?:${literal}|\\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\\})*$`;
