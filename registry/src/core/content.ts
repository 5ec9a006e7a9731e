import { canonicalize, type Json, type JsonObject, parseJson } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";

/** Another schema that a schema refers to by a name of its choice. */
export type ContentReference = {
  /** What `$ref` says. */
  readonly name: string;
  /** Qualified, see `subject-name.ts`. */
  readonly subject: string;
  readonly version: number;
};

/**
 * What is registered: the text, exactly as it came, and what was said about it. The same content has the same digest
 * wherever it is registered, and one id in each context.
 */
export type Content = {
  readonly digest: string;
  readonly text: string;
  readonly references: readonly ContentReference[];
  /** As it came; the registry stores and echoes it, clients act on it. */
  readonly metadata?: JsonObject;
  readonly ruleSet?: JsonObject;
};

export type ContentParts = Omit<Content, "digest">;

export function contentOf(parts: ContentParts): Content {
  return { digest: digestOf(identityOf(parts, parts.text)), ...parts };
}

/**
 * What two contents have in common that differ in white space alone, or, normalised, in the order of members and the
 * spelling of numbers, too.
 */
export function likenessOf(parts: ContentParts, { normalise }: { readonly normalise: boolean }): string {
  const schema = parseJson(parts.text);
  return digestOf(identityOf(parts, normalise ? canonicalize(schema) : JSON.stringify(schema)));
}

function identityOf({ references, metadata, ruleSet }: ContentParts, text: string): Json {
  return {
    text,
    references: references.map(({ name, subject, version }) => ({ name, subject, version })),
    ...(metadata && { metadata }),
    ...(ruleSet && { ruleSet }),
  };
}
