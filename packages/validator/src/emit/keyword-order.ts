import type { JsonObject } from "@concordat/json";
import { createAjv } from "../compile/ajv.ts";
import type { Prepared } from "../compile/compile-schema.ts";

/** Puts the keywords of a schema in the order in which the live validator judges them, so that problems come alike. */
export type KeywordOrder = (schema: JsonObject) => readonly string[];

export function keywordOrder(prepared: Prepared): KeywordOrder {
  const { RULES } = createAjv(prepared);
  const groups = [...RULES.rules, RULES.post].map(({ type, rules }) => ({
    type: String(type),
    keywords: rules.map(({ keyword }) => keyword),
  }));
  const all = groups.flatMap(({ keywords }) => keywords);
  const ranks = new Map(all.map((keyword, rank) => [keyword, rank]));
  return (schema) => {
    // The type is judged first, unless it is one that has keywords of its own here: then where those begin.
    const own = groups.find(({ type }) => type === schema.type)?.keywords ?? [];
    const home = own.some((keyword) => Object.hasOwn(schema, keyword)) ? ranks.get(own[0] ?? "") : undefined;
    const rankOf = (keyword: string) =>
      keyword === "type" ? (home ?? 0) - 0.5 : (ranks.get(keyword) ?? all.length);
    return Object.keys(schema).sort((a, b) => rankOf(a) - rankOf(b));
  };
}
