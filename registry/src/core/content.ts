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

export type ContentParts = {
  /** Exactly as it came. */
  readonly text: string;
  readonly references: readonly ContentReference[];
  /** The registry stores and echoes them; clients act on them. */
  readonly metadata?: JsonObject;
  readonly ruleSet?: JsonObject;
};

/** What is registered. Never changes; where it is registered, and as what, is said by changes. */
export type Content = ContentParts & {
  /** Of all its parts, the text taken as it is. */
  readonly digest: string;
  /** The same for contents that differ in white space alone. They have one id in each context. */
  readonly likeness: string;
};

export function contentOf(parts: ContentParts, schema: Json = parseJson(parts.text)): Content {
  const digest = digestOfParts(parts);
  const text = JSON.stringify(schema);
  // Programs send no white space, so most texts are this one.
  const likeness = text === parts.text ? digest : digestOf(identityOf(parts, text));
  return { digest, likeness, ...parts };
}

/** The digest of a content alone, for what is looked at and not kept. */
export function digestOfParts(parts: ContentParts): string {
  return digestOf(identityOf(parts, parts.text));
}

/** The same for contents that differ in white space, in the order of members or in how numbers are spelled. */
export function meaningOf(parts: ContentParts, schema: Json = parseJson(parts.text)): string {
  return digestOf(identityOf(parts, canonicalize(schema)));
}

function identityOf({ references, metadata, ruleSet }: ContentParts, text: string): Json {
  return {
    text,
    references: references.map(({ name, subject, version }) => ({ name, subject, version })),
    ...(metadata && { metadata }),
    ...(ruleSet && { ruleSet }),
  };
}

/** The same content has the same guid in every registry: its digest, in the form that clients expect (RFC 9562, version 8). */
export function guidOf({ likeness }: Content): string {
  const hex = likeness.slice("sha256:".length);
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
