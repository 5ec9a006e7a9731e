import { isObject, type Json, type JsonObject, valueAt } from "@concordat/json";
import type { ResolvedSchema, SchemaLocation } from "@concordat/schema";
import type { Cause } from "../verdict.ts";
import { satisfiedAlternatives } from "./alternatives.ts";
import { type Blame, pointerOf } from "./blame.ts";
import type { CauseWorld } from "./cause-world.ts";
import type { FoundCause } from "./find-causes.ts";
import { schemasAt } from "./places.ts";
import type { Change } from "./rule.ts";
import { evolutionRules, valueRefused } from "./rules/index.ts";

/** The writer as its author wrote it: nobody wants to be sent into a generated view. */
export type Sides = Pick<CauseWorld, "reader" | "writerRoot" | "writerPlaces">;

/** A cause in words: the rule it falls under, what was and what is, and where on both sides. */
export function describe({ blame, raw }: FoundCause, sides: Sides): Omit<Cause, "witness" | "confirmedBy"> {
  const { part, schema } = blame;
  const counterparts = schemasAt(sides.writerRoot, raw, blame.way, sides.writerPlaces);
  const keyword = part.keyword;
  const counterpart = counterparts.find((each) => memberOf(each, keyword) !== undefined) ?? counterparts[0];
  const change: Change = {
    keyword,
    after: keyword === "" ? false : valueAt(schema.schema, part.pointer),
    before: counterpart && memberOf(counterpart, keyword),
    reader: asObject(schema.schema),
    writer: asObject(counterpart?.schema),
    name: part.name,
    place: pointerOf(blame) || "the value",
    isPart: blame.way.length > 0,
    value: blame.value,
    alternatives: satisfiedAlternatives(blame, sides.reader),
  };
  return {
    ...wordsFor(change),
    at: {
      ...(counterpart && { writer: placeIn(counterpart, keyword) }),
      reader: { document: schema.location.document, pointer: schema.location.pointer + part.pointer },
      instance: pointerOf(blame),
    },
  };
}

/** Where nothing more particular is known than that the value is refused. */
export function describeUnnamed(
  { schema, part }: Blame,
  value: Json,
): Omit<Cause, "witness" | "confirmedBy"> {
  const change: Change = {
    keyword: part.keyword,
    after: undefined,
    before: undefined,
    reader: {},
    writer: {},
    name: undefined,
    place: "the value",
    isPart: false,
    value,
    alternatives: 0,
  };
  return { ...wordsFor(change), at: { reader: schema.location, instance: "" } };
}

function wordsFor(change: Change): Pick<Cause, "rule" | "message" | "hint"> {
  for (const { id, remedy, explain } of evolutionRules) {
    const words = explain(change);
    if (words !== undefined) return { rule: id, message: words.message, hint: words.hint ?? remedy };
  }
  return { rule: valueRefused.id, hint: valueRefused.remedy, ...valueRefused.explain(change) };
}

function placeIn({ schema, location }: ResolvedSchema, keyword: string): SchemaLocation {
  const hasKeyword = isObject(schema) && keyword !== "" && Object.hasOwn(schema, keyword);
  return hasKeyword ? { ...location, pointer: `${location.pointer}/${keyword}` } : location;
}

function memberOf({ schema }: ResolvedSchema, keyword: string): Json | undefined {
  return isObject(schema) && Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

function asObject(schema: Json | undefined): JsonObject {
  return schema !== undefined && isObject(schema) ? schema : {};
}
