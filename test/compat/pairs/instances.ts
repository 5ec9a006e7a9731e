import { isSatisfiable } from "@concordat/compat";
import { canonicalize, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Random } from "./random.ts";
import { names, scalars } from "./vocabulary.ts";

/**
 * Values on which two schemas may differ: what their own texts name and its neighbours, values of all kinds over the
 * common vocabulary, and a few that the writer surely accepts, each with one thing changed.
 */
export function instancesFor(
  writer: Json,
  reader: Json,
  random: Random,
  witnesses: readonly Json[],
): readonly Json[] {
  const literals = [...scalars, ...literalsIn(writer), ...literalsIn(reader)];
  const accepted = [...witnesses, ...samplesOf(writer, 3)];
  const made = Array.from({ length: 24 }, () => randomValue(random, literals, 3));
  const changed = accepted.flatMap((value) =>
    Array.from({ length: 6 }, () => changedOnce(value, random, literals)),
  );
  return [
    ...new Map([...accepted, ...changed, ...made].map((value) => [canonicalize(value), value])).values(),
  ];
}

/** Every scalar in the text, and what stands just beside it: bounds are where schemas part. */
function literalsIn(schema: Json): readonly Json[] {
  if (isArray(schema)) return schema.flatMap(literalsIn);
  if (isObject(schema)) return Object.values(schema).flatMap(literalsIn);
  if (typeof schema === "number") return [schema, schema + 0.5, schema - 0.5, schema + 1, schema - 1];
  return typeof schema === "string" && schema.length < 4 ? [schema, `${schema}a`] : [];
}

export function randomValue(random: Random, literals: readonly Json[], depth: number): Json {
  const kind = random.below(depth === 0 ? 4 : 10);
  const below = () => randomValue(random, literals, depth - 1);
  if (kind < 4) return random.pick(literals);
  if (kind < 7) return Array.from({ length: random.below(4) }, below);
  return Object.fromEntries(random.some([...names, "z"], 0, 4).map((name) => [name, below()]));
}

/** Values of a schema by the engine itself, each unlike the ones before. */
function samplesOf(schema: Json, count: number): readonly Json[] {
  const samples: Json[] = [];
  for (; samples.length < count; ) {
    const { $schema, ...body } = schema as JsonObject;
    const others: Json = { not: { enum: samples } };
    const asked =
      samples.length === 0
        ? schema
        : {
            ...(typeof $schema === "string" && { $schema }),
            ...body,
            allOf: [...((body.allOf as Json[] | undefined) ?? []), others],
          };
    const answer = isSatisfiable(asked as Json, { budget: 20_000 });
    if (answer.status !== "satisfiable") break;
    samples.push(answer.example);
  }
  return samples;
}

function changedOnce(value: Json, random: Random, literals: readonly Json[]): Json {
  if (isArray(value)) {
    const index = random.below(value.length + 1);
    const way = random.below(3);
    if (way === 0 || index === value.length)
      return value.toSpliced(index, 0, value[index - 1] ?? random.pick(literals));
    if (way === 1) return value.toSpliced(index, 1);
    return value.with(index, changedOnce(value[index] as Json, random, literals));
  }
  if (isObject(value)) {
    const name = random.pick([...Object.keys(value), ...names]);
    if (!Object.hasOwn(value, name)) return { ...value, [name]: random.pick(literals) };
    const { [name]: member, ...rest } = value;
    return random.chance(0.4) ? rest : { ...value, [name]: changedOnce(member as Json, random, literals) };
  }
  if (typeof value === "number" && random.chance(0.5)) return value + random.pick([0.5, 1, -1, -0.5]);
  if (typeof value === "string" && random.chance(0.5))
    return random.chance(0.5) ? `${value}a` : value.slice(1);
  return random.pick(literals);
}
