import type { Json, JsonObject } from "@concordat/json";
import { closed, origin } from "../support/raw-problem.ts";
import { placeBelow } from "../support/shape.ts";
import type { ModuleNames } from "./module-names.ts";
import { expression, type Printable } from "./print-value.ts";
import { type Lowered, mapInner } from "./subschemas.ts";

/** A lowered schema as data that problems are made from (see `Shape`). */
export function shapeOf(schema: JsonObject, names: ModuleNames): Printable {
  return below(schema, undefined, names);
}

function below(schema: Lowered, expected: string | undefined, names: ModuleNames): Printable {
  if (typeof schema === "boolean") return schema;
  const at = schema[origin];
  const place = typeof at === "string" ? at : "";
  const keywords = names.order(schema).filter((keyword) => keyword !== origin && keyword !== closed);
  const members = keywords.flatMap((keyword) => {
    const printable = memberOf(keyword, schema[keyword] as Json, place, names);
    return printable === undefined ? [] : [[keyword, printable] as const];
  });
  return {
    ...(at === undefined || at === expected ? {} : { at }),
    ...(schema[closed] === undefined ? {} : { closedAt: schema[closed] }),
    ...Object.fromEntries(members),
  };
}

function memberOf(keyword: string, value: Json, place: string, names: ModuleNames): Printable | undefined {
  if (keyword === "$ref") return expression(`() => ${names.shapeAt(value)}`);
  if (keyword === "format") {
    const matcher = names.format(String(value));
    return matcher === undefined ? undefined : [value, expression(matcher)];
  }
  return mapInner(keyword, value, ({ key, schema }) => {
    // Where nothing at all is allowed, the schema below `not` is empty; one that somebody wrote says its place.
    const expected = keyword === "not" ? undefined : placeBelow(place, keyword, key);
    return below(schema, expected, names);
  }) as Printable;
}
