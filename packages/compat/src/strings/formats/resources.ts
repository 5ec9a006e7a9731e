import type { Language } from "../language.ts";
import { address6 } from "./addresses.ts";
import { matching } from "./matching.ts";

/** RFC 3987's `ucschar` and `iprivate`: what an IRI may hold beyond a URI. */
const planes = Array.from({ length: 14 }, (_, index) => {
  const plane = (index + 1).toString(16).toUpperCase();
  // Plane 14 begins with tags, which are not for identifiers.
  return `\\u{${plane}${plane === "E" ? "1000" : "0000"}}-\\u{${plane}FFFD}`;
});
const beyondAscii = `\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}${planes.join("")}`;
const privateUse = "\\u{E000}-\\u{F8FF}\\u{F0000}-\\u{FFFFD}\\u{100000}-\\u{10FFFD}";

/** The grammar of RFC 3986, with `more` letters. */
function grammar(more: string) {
  const character = (others: string) => `(?:[A-Za-z0-9._~!$&'()*+,;=${others}-]|%[0-9A-Fa-f]{2})`;
  const inPath = character(`:@${more}`);
  const inQuery = character(`:@/?${more}${more === "" ? "" : privateUse}`);
  const tail = `(?:\\?${inQuery}*)?(?:#${character(`:@/?${more}`)}*)?`;

  const future = "[Vv][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+";
  const host = `(?:\\[(?:${address6}|${future})\\]|${character(more)}*)`;
  const authority = `//(?:${character(`:${more}`)}*@)?${host}(?::[0-9]*)?(?:/${inPath}*)*`;
  const path = (first: string) =>
    `(?:${authority}|/(?:${inPath}+(?:/${inPath}*)*)?|${first}+(?:/${inPath}*)*|)`;

  const absolute = `[A-Za-z][A-Za-z0-9+.-]*:${path(inPath)}${tail}`;
  // Without a scheme the first segment holds no colon, or it would be taken for one.
  const relative = `${path(character(`@${more}`))}${tail}`;
  return { absolute: `^${absolute}$`, reference: `^(?:${absolute}|${relative})$` };
}

/** RFC 6570, all four levels. */
const inName = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})";
const variable = `${inName}(?:\\.?${inName})*(?::[1-9][0-9]{0,3}|\\*)?`;
const literal = `(?:[!#$&(-;=?-\\[\\]_a-z~${beyondAscii}${privateUse}]|%[0-9A-Fa-f]{2})`;

/** RFC 6901, and the draft of its relative form. */
const steps = "(?:/(?:[^~/]|~[01])*)*";
const count = "(?:0|[1-9][0-9]*)";

const ofAscii = grammar("");
const ofAllScripts = grammar(beyondAscii);

export const resources: Readonly<Record<string, () => Language>> = {
  uri: () => matching(ofAscii.absolute),
  "uri-reference": () => matching(ofAscii.reference),
  iri: () => matching(ofAllScripts.absolute),
  "iri-reference": () => matching(ofAllScripts.reference),
  "uri-template": () => matching(`^(?:${literal}|\\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\\})*$`),
  "json-pointer": () => matching(`^${steps}$`),
  "relative-json-pointer": () => matching(`^${count}(?:[+-]${count})?(?:#|${steps})$`),
};
