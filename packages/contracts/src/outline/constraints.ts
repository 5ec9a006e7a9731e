import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";

/** What a value must satisfy beyond its type, in words; each once, however many schemas say it. */
export function constraintsOf(schemas: readonly JsonObject[]): readonly string[] {
  const phrases = schemas.flatMap((schema) =>
    Object.entries(wordings).flatMap(([keyword, wording]) => {
      const value = schema[keyword];
      return value === undefined ? [] : (wording(value) ?? []);
    }),
  );
  return [...new Set(phrases)];
}

type Wording = (value: Json) => string | undefined;

const text = (value: Json) => JSON.stringify(value);
const count =
  (unit: string, bound: "at least" | "at most"): Wording =>
  (value) => {
    if (value === 1 && bound === "at least") return "not empty";
    return `${bound} ${text(value)} ${unit}${value === 1 ? "" : "s"}`;
  };

/** In the order in which they are said. */
const wordings: Readonly<Record<string, Wording>> = {
  const: (value) => `always ${text(value)}`,
  enum: (value) => (isArray(value) ? `one of ${value.map(text).join(", ")}` : undefined),
  format: (value) => (typeof value === "string" ? `format ${value}` : undefined),
  minLength: count("character", "at least"),
  maxLength: count("character", "at most"),
  pattern: (value) => (typeof value === "string" ? `matches ${value}` : undefined),
  minimum: (value) => `≥ ${text(value)}`,
  exclusiveMinimum: (value) => `> ${text(value)}`,
  maximum: (value) => `≤ ${text(value)}`,
  exclusiveMaximum: (value) => `< ${text(value)}`,
  multipleOf: (value) => `a multiple of ${text(value)}`,
  minItems: count("element", "at least"),
  maxItems: count("element", "at most"),
  uniqueItems: (value) => (value === true ? "no element twice" : undefined),
  minProperties: count("member", "at least"),
  maxProperties: count("member", "at most"),
  contentEncoding: (value) => (typeof value === "string" ? `encoded as ${value}` : undefined),
  contentMediaType: (value) => (typeof value === "string" ? `holds ${value}` : undefined),
  default: (value) => `${text(value)} when absent`,
  "x-concordat": (value) => (isObject(value) && value.open === true ? "any members" : undefined),
};
