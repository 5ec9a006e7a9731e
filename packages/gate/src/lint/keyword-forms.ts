import { didYouMean } from "@concordat/errors";
import { isArray, isObject, type Json, jsonEquals } from "@concordat/json";
import { isSchema, type Keyword } from "@concordat/schema";
import { show } from "./show.ts";

/** One thing wrong with a keyword's value; `path` leads from the keyword to the culprit. */
export type FormTrouble = {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
};

/** What the specification asks of a keyword's value, said for a person and with the exact place. */
export function* formTroubles(name: string, value: Json, keyword: Keyword): Generator<FormTrouble> {
  const own = forms[name];
  if (own !== undefined) yield* own(name, value);
  else if (keyword.holds !== undefined) yield* holders[keyword.holds](name, value);
}

type Form = (name: string, value: Json) => Iterable<FormTrouble>;

export const typeNames = ["null", "boolean", "object", "array", "number", "string", "integer"] as const;

const text = simple("a string", (value) => typeof value === "string");
const flag = simple("true or false", (value) => typeof value === "boolean");
const number = simple("a number", (value) => typeof value === "number");
const count = simple(
  "a whole number, zero or more",
  (value) => Number.isInteger(value) && Number(value) >= 0,
);
const list = simple("a list", isArray);

const forms: Readonly<Record<string, Form>> = {
  ...each("$schema $id id $ref $dynamicRef $anchor $dynamicAnchor $comment title description", text),
  ...each("pattern format contentEncoding contentMediaType", text),
  ...each("uniqueItems deprecated readOnly writeOnly", flag),
  ...each("minimum maximum", number),
  // Draft-04 has booleans here; a form of another draft is another rule's matter.
  ...each("exclusiveMinimum exclusiveMaximum", simple("a number", isNumberOrFlag)),
  ...each("minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains", count),
  multipleOf: simple("a number above zero", (value) => typeof value === "number" && value > 0),
  examples: list,
  type: types,
  enum: distinctValues,
  required: names,
  dependentRequired: function* (name, value) {
    if (!isObject(value)) yield mustBe(name, "an object of lists of names", value);
    else
      for (const [key, below] of Object.entries(value)) yield* inside(key, names(`${name} of ${key}`, below));
  },
};

const holders: Readonly<Record<NonNullable<Keyword["holds"]>, Form>> = {
  schema,
  schemas,
  "schema-or-schemas": (name, value) => (isArray(value) ? schemas(name, value) : schema(name, value)),
  "map-of-schemas": (name, value) => mapOf(name, value, schema),
  "map-of-schemas-or-names": (name, value) =>
    mapOf(name, value, (key, below) => (isArray(below) ? names(key, below) : schema(key, below))),
};

function* types(name: string, value: Json): Generator<FormTrouble> {
  if (!isArray(value)) return yield* typeName(name, value, []);
  if (value.length === 0) yield { path: [], message: `"${name}" is an empty list, so nothing can be valid` };
  for (const [index, item] of value.entries()) yield* typeName(name, item, [index]);
  yield* repeats(name, value);
}

function* typeName(name: string, value: Json, path: readonly number[]): Generator<FormTrouble> {
  if (typeNames.some((known) => known === value)) return;
  const meant = typeof value === "string" ? didYouMean(value, typeNames) : "";
  const hint = `write one of ${typeNames.join(", ")}${meant}`;
  yield { path, message: `"${name}" is ${show(value)}, which is no JSON type`, hint };
}

function* distinctValues(name: string, value: Json): Generator<FormTrouble> {
  if (!isArray(value)) yield mustBe(name, "a list of values", value);
  else if (value.length === 0)
    yield { path: [], message: `"${name}" is an empty list, so nothing can be valid` };
  else yield* repeats(name, value);
}

function* names(name: string, value: Json): Generator<FormTrouble> {
  if (!isArray(value)) return yield mustBe(name, "a list of names", value);
  for (const [index, item] of value.entries())
    if (typeof item !== "string")
      yield {
        path: [index],
        message: `"${name}" lists ${show(item)}, which is no name`,
        hint: "write a string",
      };
  yield* repeats(name, value);
}

/** Values by their text first: lists of thousands are met, and comparing all pairs would take seconds. */
function* repeats(name: string, values: readonly Json[]): Generator<FormTrouble> {
  const seen = new Map<string, number[]>();
  for (const [index, value] of values.entries()) {
    const bucket = seen.get(bucketOf(value)) ?? [];
    const first = bucket.find((earlier) => jsonEquals(values[earlier] ?? null, value));
    if (first !== undefined)
      yield {
        path: [index],
        message: `"${name}" lists ${show(value)} a second time`,
        hint: `remove one of the two, at ${first} and ${index}`,
      };
    seen.set(bucketOf(value), [...bucket, index]);
  }
}

function bucketOf(value: Json): string {
  if (isArray(value)) return `list ${value.length}`;
  return isObject(value) ? `object ${Object.keys(value).length}` : JSON.stringify(value);
}

function* schema(name: string, value: Json): Generator<FormTrouble> {
  if (!isSchema(value))
    yield { ...mustBe(name, "a schema", value), hint: "write an object, or true or false" };
}

function* schemas(name: string, value: Json): Generator<FormTrouble> {
  if (!isArray(value)) return yield mustBe(name, "a list of schemas", value);
  if (value.length === 0)
    yield { path: [], message: `"${name}" is an empty list`, hint: "name at least one schema, or drop it" };
  for (const [index, item] of value.entries()) yield* inside(index, schema(`${name}/${index}`, item));
}

function* mapOf(name: string, value: Json, form: Form): Generator<FormTrouble> {
  if (!isObject(value)) return yield mustBe(name, "an object of schemas", value);
  for (const [key, below] of Object.entries(value)) yield* inside(key, form(key, below));
}

function* inside(step: string | number, troubles: Iterable<FormTrouble>): Generator<FormTrouble> {
  for (const trouble of troubles) yield { ...trouble, path: [step, ...trouble.path] };
}

function simple(expected: string, holds: (value: Json) => boolean): Form {
  return (name, value) => (holds(value) ? [] : [mustBe(name, expected, value)]);
}

function mustBe(name: string, expected: string, value: Json): FormTrouble {
  return {
    path: [],
    message: `"${name}" is ${show(value)}, but must be ${expected}`,
    hint: `write ${expected}`,
  };
}

function isNumberOrFlag(value: Json): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function each(words: string, form: Form): Record<string, Form> {
  return Object.fromEntries(words.split(" ").map((name) => [name, form]));
}
