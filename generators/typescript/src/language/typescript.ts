import {
  Code,
  empty,
  group,
  type Import,
  indent,
  join,
  type Language,
  lineOrNothing,
  lineOrSpace,
  newline,
  whenBroken,
} from "@concordat/gen-core";
import { isArray, isObject, type Json } from "@concordat/json";
import { isIdentifierName, isReserved } from "./identifiers.ts";
import { tokens } from "./tokens.ts";
import { escaped, lineEnds } from "./unseen.ts";

/** TypeScript as we print it: modules, erasable syntax, the layout that Biome gives it. */
export const typescript: Language = {
  name: "TypeScript",
  layout: { indent: "  ", width: 100 },
  identifier(name) {
    if (isIdentifierName(name) && !isReserved(name)) return text(name);
    throw new TypeError(`${JSON.stringify(name)} is no name in TypeScript; names are given by assignNames`);
  },
  literal,
  docComment(lines) {
    const shown = lines.flatMap((line) => line.split(lineEnds)).map((line) => defused(line).trimEnd());
    const [first, ...rest] = trimmed(shown);
    if (first === undefined) return empty;
    if (rest.length === 0 && first.length <= longestAlone) return text(`/** ${first} */`);
    const all = [first, ...rest].map((line) => text(line === "" ? " *" : ` * ${line}`));
    return join([text("/**"), ...all, text(" */")], newline);
  },
  lineComment: (comment) => text(`// ${comment.replace(lineEnds, " ")}`),
  imports(imports) {
    const byModule = Map.groupBy(imports, ({ from }) => from);
    return join(
      [...byModule]
        .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
        .map(([from, names]) => importLine(from, names)),
      newline,
    );
  },
};

/** A member's name where an object or its type is written: bare where it may be. */
export function memberName(name: string): Code {
  // `__proto__: x` in an object literal sets the prototype, with or without quotes; in brackets it is a member.
  if (name === "__proto__") return text('["__proto__"]');
  return isIdentifierName(name) ? text(name) : stringLiteral(name);
}

export function stringLiteral(value: string): Code {
  return text(JSON.stringify(value).replace(hidden, escaped));
}

/** With its marks and the indentation of a member it fits the width. */
const longestAlone = 90;

/**
 * Characters that change what a reader sees and are not seen: controls, direction marks, what has no width, lone halves. But for
 * the two that say whether a sign is drawn as a picture.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
/** Of those, the two that some scripts are written with. */
const joiners: readonly string[] = ["\u200c", "\u200d"];

function literal(value: Json): Code {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return text(Object.is(value, -0) ? "-0" : String(value));
  if (value === null || typeof value === "boolean") return text(String(value));
  if (isArray(value)) return bracketed("[", value.map(literal), "]");
  if (!isObject(value)) return text("undefined");
  const members = Object.entries(value).map(([name, member]) =>
    join([memberName(name), text(": "), literal(member)]),
  );
  return members.length === 0
    ? text("{}")
    : group(
        text("{"),
        indent(lineOrSpace, join(members, tokens.comma)),
        whenBroken(","),
        lineOrSpace,
        text("}"),
      );
}

function bracketed(open: "[", items: readonly Code[], close: "]"): Code {
  if (items.length === 0) return text(`${open}${close}`);
  return group(
    text(open),
    indent(lineOrNothing, join(items, tokens.comma)),
    whenBroken(","),
    lineOrNothing,
    text(close),
  );
}

/** What would end the comment, or deceive its reader. */
function defused(line: string): string {
  return line
    .replaceAll("*/", "*\\/")
    .replaceAll("\t", "  ")
    .replace(hidden, (character) => (joiners.includes(character) ? character : escaped(character)));
}

function trimmed(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex((line) => line.trim() !== "");
  const to = lines.findLastIndex((line) => line.trim() !== "");
  return from < 0 ? [] : lines.slice(from, to + 1);
}

function importLine(from: string, names: readonly Import[]): Code {
  const isTypeOnly = names.every(({ typeOnly }) => typeOnly);
  const parts = names
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map(({ name, as, typeOnly }) =>
      join([
        text(typeOnly && !isTypeOnly ? "type " : ""),
        typescript.identifier(name),
        ...(as === undefined ? [] : [text(" as "), typescript.identifier(as)]),
      ]),
    );
  return join([
    text(isTypeOnly ? "import type " : "import "),
    group(text("{"), indent(lineOrSpace, join(parts, tokens.comma)), whenBroken(","), lineOrSpace, text("}")),
    text(" from "),
    stringLiteral(from),
    text(";"),
  ]);
}

/** Packages before files, files above before files beside. */
function rank(from: string): number {
  return from.startsWith("../") ? 1 : from.startsWith("./") ? 2 : 0;
}

function text(words: string): Code {
  return Code.of({ kind: "text", text: words });
}
