import type { Docs, Facts } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { docText } from "../language/doc-text.ts";

/** What a comment says about a member or a type, for `docComment`: what people wrote, what no type says, and the tags. */
export function docLines(docs: Docs, { withTitle = false } = {}): readonly string[] {
  const { title, description, facts } = docs;
  const opening = description ?? (withTitle ? title : undefined);
  const told = [...(opening === undefined ? [] : docText(opening)), ""];
  const words = factsInWords(facts);
  const tags = [
    ...(docs.isDeprecated === true ? ["@deprecated"] : []),
    ...(docs.default === undefined ? [] : [`@default ${shortJson(docs.default)}`]),
    ...(docs.examples ?? []).slice(0, mostExamples).map((example) => `@example ${shortJson(example)}`),
  ];
  return [...told, ...(words === "" ? [] : [words, ""]), ...tags];
}

const mostExamples = 3;
const longestJson = 300;

function shortJson(value: Json): string {
  const text = JSON.stringify(value);
  const shown = text.length <= longestJson ? text : `${text.slice(0, longestJson)}…`;
  return docText(shown).join(" ");
}

/** Bounds, formats and the like, in one line. */
function factsInWords(facts: Facts): string {
  const words: string[] = [];
  for (const [keyword, tell] of Object.entries(tellings)) {
    const value = facts[keyword];
    if (value === undefined) continue;
    const told = tell(value);
    if (told !== undefined) words.push(told);
  }
  return words.join(" ");
}

const count = (text: (n: number) => string) => (value: Json) =>
  typeof value === "number" ? text(value) : undefined;

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
  minLength: count((n) => `At least ${n} ${n === 1 ? "character" : "characters"}.`),
  maxLength: count((n) => `At most ${n} ${n === 1 ? "character" : "characters"}.`),
  minItems: count((n) => `At least ${n} ${n === 1 ? "item" : "items"}.`),
  maxItems: count((n) => `At most ${n} ${n === 1 ? "item" : "items"}.`),
  uniqueItems: (value) => (value === true ? "No item twice." : undefined),
  minProperties: count((n) => `At least ${n} ${n === 1 ? "member" : "members"}.`),
  maxProperties: count((n) => `At most ${n} ${n === 1 ? "member" : "members"}.`),
};

/** A span of code, which ends at its own backtick only. */
function code(text: string): string {
  const [line = ""] = [docText(text).join(" ")];
  const fence = line.includes("`") ? "``" : "`";
  return `${fence}${line}${fence}`;
}
