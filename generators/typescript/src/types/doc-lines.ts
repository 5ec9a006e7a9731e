import type { Docs, Facts } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { docText } from "../language/doc-text.ts";
import { wrapLines } from "../language/wrap.ts";

/** What a comment says about a member or a type, for `docComment`: what people wrote, what no type says, and the tags. */
export function docLines(docs: Docs, { withTitle = false } = {}): readonly string[] {
  const { title, description, facts } = docs;
  const opening = description ?? (withTitle ? title : undefined);
  const words = factsInWords(facts);
  const told = [...(opening === undefined ? [] : docText(opening)), "", ...(words === "" ? [] : [words, ""])];
  const tags = [
    ...(docs.isDeprecated === true ? ["@deprecated"] : []),
    ...tagged("@default", docs.default === undefined ? [] : [docs.default]),
    ...tagged("@example", docs.examples ?? []).slice(0, mostExamples),
  ];
  const lines = [...wrapLines(told, width), ...tags];
  return lines.every((line) => line === "") ? [] : lines;
}

/** How long a line of prose may be; the comment around it is indented and takes some columns itself. */
const width = 92;
const mostExamples = 3;
/** A longer one tells nobody anything in a comment. */
const longestJson = 160;

function tagged(tag: string, values: readonly Json[]): readonly string[] {
  const texts = values.map((value) => JSON.stringify(value)).filter(({ length }) => length <= longestJson);
  return texts.map((text) => `${tag} ${docText(text).join(" ")}`);
}

/** Bounds, formats and the like, in one line. */
function factsInWords(facts: Facts): string {
  return Object.entries(facts)
    .flatMap(([keyword, value]) => tellings[keyword]?.(value) ?? [])
    .join(" ");
}

const count = (text: (n: number) => string) => (value: Json) =>
  typeof value === "number" ? text(value) : undefined;

/** That there are at least none goes without saying. */
const least = (text: (n: number) => string) => (value: Json) =>
  value === 0 ? undefined : count(text)(value);

const tellings: Readonly<Record<string, (value: Json) => string | undefined>> = {
  format: (value) => (typeof value === "string" ? `Format: ${code(value)}.` : undefined),
  contentMediaType: (value) => (typeof value === "string" ? `Content: ${code(value)}.` : undefined),
  contentEncoding: (value) => (typeof value === "string" ? `Encoding: ${code(value)}.` : undefined),
  pattern: (value) => (typeof value === "string" ? `Pattern: ${code(value)}.` : undefined),
  minimum: count((n) => `At least ${n}.`),
  exclusiveMinimum: count((n) => `More than ${n}.`),
  maximum: count((n) => `At most ${n}.`),
  exclusiveMaximum: count((n) => `Less than ${n}.`),
  multipleOf: count((n) => `A multiple of ${n}.`),
  minLength: least((n) => `At least ${n} ${n === 1 ? "character" : "characters"}.`),
  maxLength: count((n) => `At most ${n} ${n === 1 ? "character" : "characters"}.`),
  minItems: least((n) => `At least ${n} ${n === 1 ? "item" : "items"}.`),
  maxItems: count((n) => `At most ${n} ${n === 1 ? "item" : "items"}.`),
  uniqueItems: (value) => (value === true ? "No item twice." : undefined),
  minProperties: least((n) => `At least ${n} ${n === 1 ? "member" : "members"}.`),
  maxProperties: count((n) => `At most ${n} ${n === 1 ? "member" : "members"}.`),
};

/** A span of code, which ends at its own backtick only. */
function code(text: string): string {
  const [line = ""] = [docText(text).join(" ")];
  const fence = line.includes("`") ? "``" : "`";
  return `${fence}${line}${fence}`;
}
