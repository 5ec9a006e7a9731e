import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Dialect, formatLocation, type ResolvedSchema } from "@concordat/schema";
import { Undecided } from "../budget.ts";
import type { Literal, Terms } from "../terms/index.ts";

/** One schema object while it is translated: what counts of it, and the way to what lies below. */
export type Site = {
  readonly schema: ResolvedSchema;
  readonly dialect: Dialect;
  /** The members that count in this reading. */
  readonly members: JsonObject;
  readonly terms: Terms;
  /** Whether `format` refuses anything. */
  readonly assertsFormat: boolean;
  /** The translated subschema that is the keyword's value; `undefined` where no schema stands. */
  below(keyword: string): Literal | undefined;
  /** The translated subschemas in the list or map of this keyword, in the order of the text. */
  allBelow(keyword: string): readonly (readonly [key: string, is: Literal])[];
};

/** What one keyword, or several that only make sense together, say of a value. */
export type Translate = (site: Site) => Iterable<Literal>;

/** The value of a number keyword; `undefined` where it is not said. */
export function numberAt(site: Site, keyword: string): number | undefined {
  const value = site.members[keyword];
  if (value === undefined || typeof value === "number") return value;
  throw malformed(site, keyword, "a number");
}

/** A bound on a count: a whole number, which may be written 2.0. */
export function countAt(site: Site, keyword: string): number | undefined {
  const value = numberAt(site, keyword);
  if (value === undefined || (Number.isInteger(value) && value >= 0)) return value;
  throw malformed(site, keyword, "a whole number");
}

export function textsAt(site: Site, keyword: string, value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  if (isArray(value) && value.every((text) => typeof text === "string")) return value;
  throw malformed(site, keyword, "a list of names");
}

export function objectAt(site: Site, keyword: string): JsonObject {
  const value = site.members[keyword];
  if (value === undefined) return {};
  if (isObject(value)) return value;
  throw malformed(site, keyword, "an object");
}

/** What the meta-schema would refuse has no meaning to compare. */
export function malformed({ schema }: Pick<Site, "schema">, keyword: string, expected: string): Undecided {
  return new Undecided({
    code: "SCHEMA_MEANINGLESS",
    message: `${formatLocation(schema.location)} is no valid schema: "${keyword}" must be ${expected}`,
    at: schema.location,
  });
}
