import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";

/** The schema with another value of a keyword; `undefined` where it lacks the keyword, or there is no other. */
export function changed(
  x: Json,
  keyword: string,
  change: (value: Json) => Json | undefined,
): Json | undefined {
  if (!isObject(x) || x[keyword] === undefined) return undefined;
  const value = change(x[keyword]);
  return value === undefined ? undefined : { ...x, [keyword]: value };
}

/** Of the first of these keywords that the schema has. */
export function changedNumber(
  x: Json,
  keywords: readonly string[],
  change: (value: number) => number,
): Json | undefined {
  const keyword = keywords.find((each) => isObject(x) && x[each] !== undefined);
  return keyword === undefined ? undefined : changed(x, keyword, (value) => change(value as number));
}

/** Other keywords in the place of one. */
export function instead(
  x: Json,
  keyword: string,
  other: (value: Json) => JsonObject | undefined,
): Json | undefined {
  if (!isObject(x) || x[keyword] === undefined) return undefined;
  const { [keyword]: value, ...rest } = x;
  const said = other(value as Json);
  return said === undefined ? undefined : { ...rest, ...said };
}

export function union(values: readonly Json[], more: readonly Json[]): Json {
  return [...values, ...more.filter((one) => !values.includes(one))];
}

export function listOf(type: Json): readonly Json[] {
  return isArray(type) ? type : [type];
}
