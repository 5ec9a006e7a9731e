import type { Automaton } from "./automaton.ts";

/**
 * A set of strings, as an expression over automata. Combining costs nothing: products are only walked when a question
 * is asked, and then no further than the question needs.
 *
 * Equal ids mean equal languages, on every machine and in every run; unequal ids mean nothing.
 */
export type Language =
  | { readonly kind: "any"; readonly id: string }
  | { readonly kind: "leaf"; readonly id: string; readonly automaton: Automaton }
  | { readonly kind: "and"; readonly id: string; readonly of: readonly Language[] }
  | { readonly kind: "not"; readonly id: string; readonly of: Language };

export const anyString: Language = { kind: "any", id: "any" };
export const emptyLanguage: Language = { kind: "not", id: "none", of: anyString };

/** The id must tell which words the automaton accepts; a text from outside goes into it as JSON, so no text can forge one. */
export function leaf(id: string, automaton: Automaton): Language {
  return { kind: "leaf", id, automaton };
}

export function complement(language: Language): Language {
  if (language === anyString) return emptyLanguage;
  return language.kind === "not" ? language.of : { kind: "not", id: `not ${language.id}`, of: language };
}

export function intersect(...languages: readonly Language[]): Language {
  const members = new Map<string, Language>();
  for (const language of languages)
    for (const member of language.kind === "and" ? language.of : [language]) members.set(member.id, member);
  members.delete(anyString.id);
  const of = [...members.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (of.some((member) => member.id === emptyLanguage.id || members.has(complement(member).id)))
    return emptyLanguage;
  const [only = anyString] = of;
  return of.length < 2 ? only : { kind: "and", id: `(${of.map(({ id }) => id).join(" and ")})`, of };
}

export function union(...languages: readonly Language[]): Language {
  return complement(intersect(...languages.map(complement)));
}
