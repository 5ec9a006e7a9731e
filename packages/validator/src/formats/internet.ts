/** RFC 1123: letters, digits and hyphens; a label has 1 to 63 characters and neither begins nor ends with a hyphen. */
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const name = `${label}(?:\\.${label})*`;
export const hostname = `^${name}$`;
/** 255 octets on the wire are 253 characters in writing. */
export const longestHostname = 253;

/** Four decimal numbers up to 255; no leading zeros, which some readers take for octal. */
const byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const address4 = `${byte}(?:\\.${byte}){3}`;
export const ipv4 = `^${address4}$`;

/** The nine cases of RFC 3986's `IPv6address`, by how many groups stand before the `::`. No zone. */
const group = "[0-9A-Fa-f]{1,4}";
const lastTwo = `(?:${group}:${group}|${address4})`;
export const address6 = `(?:${[
  `(?:${group}:){6}${lastTwo}`,
  `::(?:${group}:){5}${lastTwo}`,
  `(?:${group})?::(?:${group}:){4}${lastTwo}`,
  `(?:(?:${group}:){0,1}${group})?::(?:${group}:){3}${lastTwo}`,
  `(?:(?:${group}:){0,2}${group})?::(?:${group}:){2}${lastTwo}`,
  `(?:(?:${group}:){0,3}${group})?::${group}:${lastTwo}`,
  `(?:(?:${group}:){0,4}${group})?::${lastTwo}`,
  `(?:(?:${group}:){0,5}${group})?::${group}`,
  `(?:(?:${group}:){0,6}${group})?::`,
].join("|")})`;
export const ipv6 = `^${address6}$`;

/** RFC 5321's `Mailbox`: a dotted or quoted local part, then a host name or an address literal. */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const quoted = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"';
const addressLiteral = `\\[(?:${address4}|[Ii][Pp][Vv]6:${address6})\\]`;
export const email = `^(?:${atom}(?:\\.${atom})*|${quoted})@(?:${name}|${addressLiteral})$`;

/** RFC 4122: 32 hexadecimal digits in five groups, either case; no braces, no `urn:uuid:`. */
export const uuid = "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";
