/** The drafts we know, oldest first; the order is used. */
export const dialects = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"] as const;

export type Dialect = (typeof dialects)[number];

const metaSchemas: Readonly<Record<Dialect, string>> = {
  "draft-04": "http://json-schema.org/draft-04/schema#",
  "draft-06": "http://json-schema.org/draft-06/schema#",
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
};

/** The URI that `$schema` names, spelled as the specification spells it. */
export function metaSchemaOf(dialect: Dialect): string {
  return metaSchemas[dialect];
}

/**
 * The dialect that a value of `$schema` names; an empty fragment more or less makes no difference. Neither does `https:`
 * for `http:` or the other way round: both spellings lead to one document, and nobody gives the wrong one another
 * meaning (docs/errors/SCHEMA_DIALECT_SPELLING.md).
 */
export function dialectOf(uri: string): Dialect | undefined {
  const named = withoutScheme(uri);
  return named === undefined
    ? undefined
    : dialects.find((dialect) => withoutScheme(metaSchemas[dialect]) === named);
}

/** A value of `$schema` as the specification spells it, where only the scheme is another; all else stays what it is. */
export function canonicalMetaSchema(uri: string): string {
  const dialect = dialectOf(uri);
  return dialect === undefined || bare(metaSchemas[dialect]) === bare(uri) ? uri : metaSchemas[dialect];
}

export function isSince(dialect: Dialect, first: Dialect): boolean {
  return dialects.indexOf(dialect) >= dialects.indexOf(first);
}

export function idKeyword(dialect: Dialect): "id" | "$id" {
  return dialect === "draft-04" ? "id" : "$id";
}

export function definitionsKeyword(dialect: Dialect): "definitions" | "$defs" {
  return isSince(dialect, "2019-09") ? "$defs" : "definitions";
}

function withoutScheme(uri: string): string | undefined {
  return /^https?:(?<rest>.*)$/.exec(bare(uri))?.groups?.rest;
}

function bare(uri: string): string {
  return uri.endsWith("#") ? uri.slice(0, -1) : uri;
}
