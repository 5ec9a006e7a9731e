import type { Json, JsonObject } from "@concordat/json";

/** What a cause looks like from the outside: one keyword of the reader, and what the writer says in its place. */
export type Change = {
  /** The reader's keyword. */
  readonly keyword: string;
  /** Its value. */
  readonly after: Json | undefined;
  /** The value of the same keyword at the same place in the writer; `undefined` where it does not stand. */
  readonly before: Json | undefined;
  /** The schema objects around them. */
  readonly reader: JsonObject;
  readonly writer: JsonObject;
  /** The name that is required, forbidden or depended on. */
  readonly name: string | undefined;
  /** The place as words: `/customer/email`, or `the value` for the whole. */
  readonly place: string;
  /** Whether the place is a member or an item, and not the whole. */
  readonly isPart: boolean;
  /** What is refused. */
  readonly value: Json;
  /** Of the alternatives of a `oneOf`, how many the value satisfies. */
  readonly alternatives: number;
};

export type Explanation = { readonly message: string; readonly hint?: string };

export type SchemaPair = {
  readonly writer: Json;
  readonly reader: Json;
  /** Default `annotate`. */
  readonly format?: "assert";
};

/**
 * A way in which a reader comes to refuse what it used to accept. A rule names a cause and explains it; whether there
 * is one is never for a rule to say, so a rule can be missing or too narrow, and no verdict changes.
 */
export type EvolutionRule = RuleWords & {
  /** A pair that breaks by this rule, and one that looks like it and is safe. */
  readonly breaks: SchemaPair;
  readonly harmless: SchemaPair;
  /** The words for a cause that falls under the rule; `undefined` for all others. */
  explain(change: Change): Explanation | undefined;
};

/** Has words for everything, and so no example of its own. */
export type LastRule = RuleWords & { explain(change: Change): Explanation };

type RuleWords = {
  /** Kebab-case; what acceptances name and `concordat explain` takes. */
  readonly id: string;
  /** The law, in one sentence. */
  readonly sentence: string;
  /** What goes wrong where it is broken. */
  readonly reason: string;
  /** An imperative; the hint of every cause that has no better one. */
  readonly remedy: string;
};

export function defineRule(rule: EvolutionRule): EvolutionRule {
  return rule;
}

export function defineLastRule(rule: LastRule): LastRule {
  return rule;
}

/** A value as it fits into a sentence. */
export function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** Several values, as far as they fit into a sentence. */
export function listed(values: readonly Json[]): string {
  const few = values.slice(0, 5).map(shown).join(", ");
  return values.length <= 5 ? few : `${few} and ${values.length - 5} more`;
}
