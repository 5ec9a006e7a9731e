import { type Dialect, dialects, isSince } from "./dialect.ts";

export type KeywordKind =
  | "identifier"
  | "reference"
  | "applicator"
  | "definitions"
  | "assertion"
  | "annotation"
  | "comment";

/** What stands below a keyword. In the two mixed forms only objects and booleans are schemas. */
export type SubschemaShape =
  | "schema"
  | "schemas"
  | "map-of-schemas"
  | "schema-or-schemas"
  | "map-of-schemas-or-names";

/** Which part of the instance the subschemas judge: the same value, a member's value, an element, a member's name. */
export type AppliesTo = "instance" | "property" | "item" | "name";

export type Keyword = {
  readonly kind: KeywordKind;
  readonly holds?: SubschemaShape;
  readonly applies?: AppliesTo;
  /** The dialect dropped it and validators still honour it, so that schemas live below it. */
  readonly legacy?: true;
};

type Row = Keyword & { readonly names: string; readonly since?: Dialect; readonly until?: Dialect };

/**
 * The keywords of all dialects. A keyword that changed its shape has a row for each.
 *
 * `format` and `content…` count as annotations: whether they are asserted is a setting of the validator.
 */
const rows: readonly Row[] = [
  { names: "$schema", kind: "identifier" },
  { names: "id", kind: "identifier", until: "draft-04" },
  { names: "$id", kind: "identifier", since: "draft-06" },
  { names: "$anchor $vocabulary", kind: "identifier", since: "2019-09" },
  { names: "$recursiveAnchor", kind: "identifier", since: "2019-09", until: "2019-09" },
  { names: "$dynamicAnchor", kind: "identifier", since: "2020-12" },

  { names: "$ref", kind: "reference" },
  { names: "$recursiveRef", kind: "reference", since: "2019-09", until: "2019-09" },
  { names: "$dynamicRef", kind: "reference", since: "2020-12" },

  { names: "definitions", kind: "definitions", holds: "map-of-schemas", until: "draft-07" },
  { names: "definitions", kind: "definitions", holds: "map-of-schemas", since: "2019-09", legacy: true },
  { names: "$defs", kind: "definitions", holds: "map-of-schemas", since: "2019-09" },

  { names: "allOf anyOf oneOf", kind: "applicator", holds: "schemas", applies: "instance" },
  { names: "not", kind: "applicator", holds: "schema", applies: "instance" },
  { names: "if then else", kind: "applicator", holds: "schema", applies: "instance", since: "draft-07" },
  {
    names: "dependentSchemas",
    kind: "applicator",
    holds: "map-of-schemas",
    applies: "instance",
    since: "2019-09",
  },
  {
    names: "dependencies",
    kind: "applicator",
    holds: "map-of-schemas-or-names",
    applies: "instance",
    until: "draft-07",
  },
  {
    names: "dependencies",
    kind: "applicator",
    holds: "map-of-schemas-or-names",
    applies: "instance",
    since: "2019-09",
    legacy: true,
  },

  { names: "properties patternProperties", kind: "applicator", holds: "map-of-schemas", applies: "property" },
  { names: "additionalProperties", kind: "applicator", holds: "schema", applies: "property" },
  {
    names: "unevaluatedProperties",
    kind: "applicator",
    holds: "schema",
    applies: "property",
    since: "2019-09",
  },
  { names: "propertyNames", kind: "applicator", holds: "schema", applies: "name", since: "draft-06" },

  { names: "items", kind: "applicator", holds: "schema-or-schemas", applies: "item", until: "2019-09" },
  { names: "items", kind: "applicator", holds: "schema", applies: "item", since: "2020-12" },
  { names: "additionalItems", kind: "applicator", holds: "schema", applies: "item", until: "2019-09" },
  { names: "prefixItems", kind: "applicator", holds: "schemas", applies: "item", since: "2020-12" },
  { names: "unevaluatedItems", kind: "applicator", holds: "schema", applies: "item", since: "2019-09" },
  { names: "contains", kind: "applicator", holds: "schema", applies: "item", since: "draft-06" },

  { names: "type enum multipleOf maximum minimum exclusiveMaximum exclusiveMinimum", kind: "assertion" },
  { names: "maxLength minLength pattern maxItems minItems uniqueItems", kind: "assertion" },
  { names: "maxProperties minProperties required", kind: "assertion" },
  { names: "const", kind: "assertion", since: "draft-06" },
  { names: "maxContains minContains dependentRequired", kind: "assertion", since: "2019-09" },

  { names: "title description default format", kind: "annotation" },
  { names: "examples", kind: "annotation", since: "draft-06" },
  { names: "readOnly writeOnly contentEncoding contentMediaType", kind: "annotation", since: "draft-07" },
  { names: "deprecated", kind: "annotation", since: "2019-09" },
  // Describes the decoded content of a string, so nothing it says is asserted of the instance.
  { names: "contentSchema", kind: "annotation", holds: "schema", since: "2019-09" },
  { names: "$comment", kind: "comment", since: "draft-07" },
];

const tables = new Map(dialects.map((dialect) => [dialect, tableOf(dialect)]));

/** Every keyword that the dialect gives a meaning to. */
export function keywordsOf(dialect: Dialect): ReadonlyMap<string, Keyword> {
  return tables.get(dialect) ?? tableOf(dialect);
}

export function keywordOf(name: string, dialect: Dialect): Keyword | undefined {
  return keywordsOf(dialect).get(name);
}

/** Up to draft-07 an object with `$ref` is a reference and nothing else; its other members are ignored. */
export function refHidesSiblings(dialect: Dialect): boolean {
  return !isSince(dialect, "2019-09");
}

function tableOf(dialect: Dialect): ReadonlyMap<string, Keyword> {
  const inForce = rows.filter(
    ({ since = "draft-04", until = "2020-12" }) => isSince(dialect, since) && isSince(until, dialect),
  );
  return new Map(
    inForce.flatMap(({ names, since: _since, until: _until, ...keyword }) =>
      names.split(" ").map((name) => [name, keyword] as const),
    ),
  );
}
