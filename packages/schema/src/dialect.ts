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

/** The dialect that a value of `$schema` names; an empty fragment more or less makes no difference, the scheme does. */
export function dialectOf(uri: string): Dialect | undefined {
  return dialects.find((dialect) => bare(metaSchemas[dialect]) === bare(uri));
}

/** The right spelling for a `$schema` that misses it by its scheme alone, the commonest slip. */
export function nearestMetaSchema(uri: string): string | undefined {
  const withoutScheme = (text: string) => bare(text).replace(/^https?:/, "");
  const nearest = dialects.find((dialect) => withoutScheme(metaSchemas[dialect]) === withoutScheme(uri));
  return nearest && metaSchemas[nearest];
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

function bare(uri: string): string {
  return uri.endsWith("#") ? uri.slice(0, -1) : uri;
}
