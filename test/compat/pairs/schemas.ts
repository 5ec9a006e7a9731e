import type { Json, JsonObject } from "@concordat/json";
import { condition } from "./condition.ts";
import type { Random } from "./random.ts";
import { divisors, names, numbers, type Powers, patterns, scalars, types } from "./vocabulary.ts";

export type SchemaWorld = {
  readonly random: Random;
  readonly powers: Powers;
  /** Definitions that may be referred to from inside a value, so that no schema leads back to itself in place. */
  readonly definitions: readonly string[];
};

/** A random schema in the words of 2020-12; `$ref` stands alone, as every dialect understands it. */
export function randomSchema(world: SchemaWorld, depth: number, isInside = false): Json {
  const { random, definitions } = world;
  if (isInside && definitions.length > 0 && random.chance(depth === 0 ? 0.5 : 0.3))
    return referenceTo(random.pick(definitions));
  if (random.chance(0.06)) return random.chance(0.7);
  const kinds = depth === 0 ? leafKinds : kindsOf(world);
  const schema = random.pick(kinds)(world, depth);
  // Two kinds in one schema: keywords of one say nothing of the other.
  return random.chance(0.15) ? { ...random.pick(leafKinds)(world, 0), ...schema } : schema;
}

export function referenceTo(definition: string): JsonObject {
  return { $ref: `#/$defs/${definition}` };
}

type Kind = (world: SchemaWorld, depth: number) => JsonObject;

const numeric: Kind = ({ random }) => ({
  ...typed(random, ["number", "integer"]),
  ...random.pick<JsonObject>([
    { minimum: random.pick(numbers) },
    { maximum: random.pick(numbers) },
    { exclusiveMinimum: random.pick(numbers) },
    { exclusiveMaximum: random.pick(numbers) },
    { multipleOf: random.pick(divisors) },
    { minimum: random.pick([-1, 0, 1]), maximum: random.pick([2, 3, 6, 10]) },
  ]),
});

const textual: Kind = ({ random }) => ({
  ...typed(random, ["string"]),
  ...random.pick<JsonObject>([
    { minLength: random.below(4) },
    { maxLength: random.below(4) },
    { pattern: random.pick(patterns) },
    { pattern: random.pick(patterns), maxLength: 1 + random.below(3) },
  ]),
});

const listed: Kind = ({ random }) =>
  random.chance(0.3)
    ? { const: random.pick(scalars) }
    : { enum: [...random.some<Json>([...scalars, [], [1], {}, { a: 1 }, { a: "a", b: null }], 1, 5)] };

const ofType: Kind = ({ random }) => ({
  type: random.chance(0.5) ? random.pick(types) : [...random.some(types, 1, 4)],
});

const object: Kind = (world, depth) => {
  const { random, powers } = world;
  const below = () => randomSchema(world, depth - 1, true);
  const parts: JsonObject[] = [{ properties: entries(random.some(names, 1, 3), below) }];
  if (random.chance(0.5)) parts.push({ required: [...random.some(names, 1, 2)] });
  if (random.chance(0.2)) parts.push({ patternProperties: entries(random.some(patterns, 1, 2), below) });
  if (random.chance(0.3)) parts.push({ additionalProperties: random.chance(0.6) ? false : below() });
  if (random.chance(0.15)) parts.push({ [random.pick(["minProperties", "maxProperties"])]: random.below(4) });
  if (random.chance(0.1))
    parts.push({ dependentRequired: entries([random.pick(names)], () => [random.pick(names)]) });
  if (random.chance(0.08))
    parts.push({ dependentSchemas: entries([random.pick(names)], () => randomSchema(world, depth - 1)) });
  if (powers.since06 && random.chance(0.15)) parts.push({ propertyNames: nameSchema(world) });
  if (powers.unevaluated && random.chance(0.1))
    parts.push({ unevaluatedProperties: random.chance(0.7) ? false : below() });
  return Object.assign(typed(random, ["object"]), ...parts.slice(random.chance(0.15) ? 1 : 0));
};

/** Names are singled out, excepted and divided in many ways, and each way is another case for who looks for one. */
function nameSchema(world: SchemaWorld): JsonObject {
  const { random } = world;
  const some = () => ({ enum: [...random.some(names, 1, 3)] });
  const ways: (() => JsonObject)[] = [
    () => textual(world, 0),
    some,
    () => ({ not: random.chance(0.5) ? some() : textual(world, 0) }),
    () => ({ anyOf: [some(), textual(world, 0)] }),
    () => ({ oneOf: [some(), textual(world, 0)] }),
    () => ({ allOf: [textual(world, 0), { not: some() }] }),
  ];
  return random.pick(ways)();
}

const array: Kind = (world, depth) => {
  const { random, powers } = world;
  const below = () => randomSchema(world, depth - 1, true);
  const parts: JsonObject[] = [];
  if (random.chance(0.7)) parts.push({ items: below() });
  if (random.chance(0.3)) parts.push({ prefixItems: Array.from({ length: 1 + random.below(2) }, below) });
  if (random.chance(0.3)) parts.push({ [random.pick(["minItems", "maxItems"])]: random.below(4) });
  if (random.chance(0.15)) parts.push({ uniqueItems: true });
  if (powers.since06 && random.chance(0.2)) parts.push({ contains: below() }, contained(world));
  if (powers.unevaluated && random.chance(0.1))
    parts.push({ unevaluatedItems: random.chance(0.7) ? false : below() });
  return Object.assign(typed(random, ["array"]), ...parts);
};

function contained({ random, powers }: SchemaWorld): JsonObject {
  if (!powers.since19 || random.chance(0.5)) return {};
  return random.chance(0.5) ? { minContains: random.below(3) } : { maxContains: 1 + random.below(2) };
}

const combined: Kind = (world, depth) => {
  const { random, powers } = world;
  const below = () => randomSchema(world, depth - 1);
  const list = () => Array.from({ length: 1 + random.below(3) }, below);
  const ways: (() => JsonObject)[] = [
    () => ({ allOf: list() }),
    () => ({ anyOf: list() }),
    () => ({ anyOf: list() }),
    () => ({ oneOf: list() }),
    () => ({ not: below() }),
  ];
  if (powers.since07) ways.push(() => condition(below(), below(), random.chance(0.5) ? below() : undefined));
  return random.pick(ways)();
};

const leafKinds: readonly Kind[] = [numeric, numeric, textual, listed, listed, ofType];

function kindsOf({ powers }: SchemaWorld): readonly Kind[] {
  return [
    ...leafKinds,
    object,
    object,
    object,
    object,
    array,
    array,
    combined,
    combined,
    ...(powers.since07 ? [combined] : []),
  ];
}

/** Mostly with its type: schemas that say nothing of most values are seldom written. */
function typed(random: Random, choices: readonly string[]): JsonObject {
  if (random.chance(0.2)) return {};
  return { type: random.chance(0.15) ? [random.pick(choices), "null"] : random.pick(choices) };
}

function entries(keys: readonly string[], value: () => Json): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, value()]));
}
