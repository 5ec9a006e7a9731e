import { Code, empty, join, type Language, newline } from "@concordat/gen-core";
import { isArray, isObject, type Json } from "@concordat/json";

/** Whatever word of a contract comes in, one identifier, one literal or one comment of Rust goes out. */
export const rust: Language = {
  name: "Rust",
  layout: { indent: "    ", width: 100 },
  identifier(name) {
    if (legalName(name) === name) return text(name);
    throw new TypeError(`${JSON.stringify(name)} is no name in Rust; names are given by assignNames`);
  },
  literal: (value) => text(isArray(value) || isObject(value) ? `json!(${written(value)})` : written(value)),
  docComment(lines) {
    const said = lines.flatMap((line) => line.split(lineEnds)).map(shown);
    return said.join("").trim() === ""
      ? empty
      : join(
          said.map((line) => text(`/// ${line}`)),
          newline,
        );
  },
  lineComment: (comment) => text(`// ${shown(comment.replace(lineEnds, " "))}`),
  imports: (imports) =>
    join(
      imports
        .map(({ from, name }) => `use ${from}::${name};`)
        .sort()
        .map(text),
      newline,
    ),
};

/** Any text as a name: what cannot stand in one becomes `_`, a keyword gets one behind it. */
export function legalName(name: string): string {
  const letters = name.replace(/[^A-Za-z0-9_]/g, "_");
  const begun = (/^[A-Za-z]/.test(letters) ? letters : `v_${letters}`).slice(0, 60);
  return keywords.has(begun) ? `${begun}_` : begun;
}

const keywords = new Set(
  [
    "abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in",
    "let loop macro match mod move mut override priv pub ref return self Self static struct super trait true try type typeof",
    "unsafe unsized use virtual where while yield Box Deserialize Option Serialize String Value Vec",
  ]
    .join(" ")
    .split(" "),
);

function written(value: Json): string {
  if (typeof value === "string") return `"${shown(value.replace(/["\\]/g, "\\$&"))}"`;
  if (isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${written(name)}: ${written(member)}`);
  return `{ ${members.join(", ")} }`;
}

/** Whatever ends a line for Rust, or for a reader. */
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** What nobody sees is written by its number. */
function shown(words: string): string {
  return words.replace(/[\p{C}\u2028\u2029]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}

function text(words: string): Code {
  return Code.of({ kind: "text", text: words });
}
