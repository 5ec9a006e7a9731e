import { intersect, type Language } from "../language.ts";
import { matching } from "./matching.ts";

const byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const address4 = `${byte}(?:\\.${byte}){3}`;

/** RFC 3986: eight groups, or up to so many before a `::` and exactly so many after it that seven are spoken for. */
const group = "[0-9A-Fa-f]{1,4}";
const groups = (count: number): string => {
  if (count < 2) return group.repeat(count);
  return `(?:${group}:){${count - 2}}(?:${group}:${group}|${address4})`;
};
const shortened = Array.from({ length: 8 }, (_, before) => {
  const upTo = before === 0 ? "" : `(?:(?:${group}:){0,${before - 1}}${group})?`;
  return `${upTo}::${groups(7 - before)}`;
});
export const address6 = `(?:${[groups(8), ...shortened].join("|")})`;

/** RFC 1123, and 253 characters in all. */
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const hostname = `${label}(?:\\.${label})*`;

/** RFC 5321, `Mailbox`. */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const quoted = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"';
const literal = `\\[(?:${address4}|[Ii][Pp][Vv]6:${address6})\\]`;

export const addresses: Readonly<Record<string, () => Language>> = {
  ipv4: () => matching(`^${address4}$`),
  ipv6: () => matching(`^${address6}$`),
  hostname: () => intersect(matching(`^${hostname}$`), matching("^.{0,253}$")),
  email: () => matching(`^(?:${atom}(?:\\.${atom})*|${quoted})@(?:${hostname}|${literal})$`),
  uuid: () => matching("^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"),
};
