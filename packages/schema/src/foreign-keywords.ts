import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import { type Dialect, dialects, isSince } from "./dialect.ts";
import { schemaErrors } from "./errors.ts";
import { findingOf, type SchemaFinding } from "./finding.ts";
import { keywordOf } from "./keywords.ts";
import { formatLocation } from "./location.ts";
import type { SchemaVisit } from "./walk.ts";

type Confusion = {
  readonly keyword: string;
  /** In which dialects the keyword, or this form of its value, has no meaning. */
  readonly foreignTo: (dialect: Dialect) => boolean;
  /** Default: any value. */
  readonly form?: (value: Json) => boolean;
  readonly remedy: (dialect: Dialect) => string;
};

const before2019 = (dialect: Dialect) => !isSince(dialect, "2019-09");
const since2019 = (dialect: Dialect) => isSince(dialect, "2019-09");
const always = () => true;
const not = (wanted: Dialect) => (dialect: Dialect) => dialect !== wanted;

/** Keywords that were renamed or removed, or come from elsewhere, each with what to write instead. */
const confusions: readonly Confusion[] = [
  { keyword: "id", foreignTo: not("draft-04"), form: isString, remedy: () => 'write "$id"' },
  { keyword: "$id", foreignTo: (d) => d === "draft-04", remedy: () => 'write "id"' },
  { keyword: "$defs", foreignTo: before2019, remedy: () => 'write "definitions"' },
  { keyword: "definitions", foreignTo: since2019, remedy: () => 'write "$defs"' },
  {
    keyword: "dependencies",
    foreignTo: since2019,
    remedy: () => 'write "dependentRequired" for lists of names, "dependentSchemas" for schemas',
  },
  { keyword: "dependentRequired", foreignTo: before2019, remedy: () => 'write "dependencies"' },
  { keyword: "dependentSchemas", foreignTo: before2019, remedy: () => 'write "dependencies"' },
  {
    keyword: "items",
    foreignTo: (d) => d === "2020-12",
    form: isArray,
    remedy: () => 'write "prefixItems"; what was "additionalItems" is then "items"',
  },
  {
    keyword: "additionalItems",
    foreignTo: (d) => d === "2020-12",
    remedy: () => 'write "items", beside "prefixItems"',
  },
  { keyword: "prefixItems", foreignTo: not("2020-12"), remedy: () => 'write "items" with a list of schemas' },
  {
    keyword: "$recursiveRef",
    foreignTo: not("2019-09"),
    remedy: (d) => (d === "2020-12" ? 'write "$dynamicRef"' : 'write "$ref"'),
  },
  {
    keyword: "$recursiveAnchor",
    foreignTo: not("2019-09"),
    remedy: (d) => (d === "2020-12" ? 'write "$dynamicAnchor"' : "drop it"),
  },
  {
    keyword: "$dynamicRef",
    foreignTo: not("2020-12"),
    remedy: (d) => (d === "2019-09" ? 'write "$recursiveRef"' : 'write "$ref"'),
  },
  {
    keyword: "$dynamicAnchor",
    foreignTo: not("2020-12"),
    remedy: (d) => (d === "2019-09" ? 'write "$recursiveAnchor": true' : "drop it"),
  },
  {
    keyword: "$anchor",
    foreignTo: before2019,
    remedy: (d) => `write ${d === "draft-04" ? "id" : "$id"}: "#name"`,
  },
  {
    keyword: "exclusiveMinimum",
    foreignTo: not("draft-04"),
    form: isBoolean,
    remedy: () => 'write the bound itself as "exclusiveMinimum", without "minimum"',
  },
  {
    keyword: "exclusiveMaximum",
    foreignTo: not("draft-04"),
    form: isBoolean,
    remedy: () => 'write the bound itself as "exclusiveMaximum", without "maximum"',
  },
  {
    keyword: "exclusiveMinimum",
    foreignTo: (d) => d === "draft-04",
    form: isNumber,
    remedy: () => 'write the bound as "minimum", beside "exclusiveMinimum": true',
  },
  {
    keyword: "exclusiveMaximum",
    foreignTo: (d) => d === "draft-04",
    form: isNumber,
    remedy: () => 'write the bound as "maximum", beside "exclusiveMaximum": true',
  },
  {
    keyword: "required",
    foreignTo: always,
    form: isBoolean,
    remedy: () => 'list the name in "required" of the object around it',
  },
  { keyword: "divisibleBy", foreignTo: always, remedy: () => 'write "multipleOf"' },
  { keyword: "extends", foreignTo: always, remedy: () => 'write "allOf"' },
  { keyword: "disallow", foreignTo: always, remedy: () => 'write "not"' },
  {
    keyword: "nullable",
    foreignTo: always,
    remedy: () => 'add "null" to the type: "type": ["string", "null"]',
  },
  { keyword: "example", foreignTo: always, remedy: () => 'write "examples" with a list' },
  {
    keyword: "discriminator",
    foreignTo: always,
    remedy: () => "tell the branches apart by a const on a required property",
  },
];

/**
 * What to write instead of a keyword that the dialect gives no meaning to, or not in this form; `undefined` when the
 * dialect knows it, or nobody does.
 */
export function remedyFor(keyword: string, value: Json, dialect: Dialect): string | undefined {
  const known = confusions.find(
    (row) => row.keyword === keyword && row.foreignTo(dialect) && (row.form?.(value) ?? true),
  );
  if (known !== undefined) return known.remedy(dialect);
  if (keywordOf(keyword, dialect)) return undefined;
  const first = dialects.find((other) => keywordOf(keyword, other));
  return first && `drop it, or write the document in ${first}, where it first has a meaning`;
}

/** SCHEMA_DIALECT_MISMATCH for each keyword of one schema that belongs to another draft, or to no draft but is often met. */
export function* foreignKeywords({
  schema,
  dialect,
  document,
  pointer,
}: SchemaVisit): Generator<SchemaFinding> {
  if (!isObject(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const remedy = remedyFor(keyword, value, dialect);
    if (remedy === undefined) continue;
    const place = { document, pointer: appendToPointer(pointer, keyword) };
    const at = formatLocation(place);
    yield findingOf(schemaErrors.SCHEMA_DIALECT_MISMATCH({ at, keyword, dialect, remedy }), place);
  }
}

function isString(value: Json): boolean {
  return typeof value === "string";
}

function isBoolean(value: Json): boolean {
  return typeof value === "boolean";
}

function isNumber(value: Json): boolean {
  return typeof value === "number";
}
