import { checkCompatibility } from "@concordat/compat";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { expect, test } from "vitest";
import { printIn } from "./pairs/document.ts";
import { createRandom, type Random } from "./pairs/random.ts";
import { rewrite } from "./pairs/rewriting.ts";
import { randomSchema } from "./pairs/schemas.ts";
import { commonPowers, names, scalars } from "./pairs/vocabulary.ts";

/**
 * Where the letter of the specification and the validators part, a verdict must hold of what either means. What they
 * mean is said here in words that nobody disputes.
 */
type Ambiguity = {
  readonly dialect: Dialect;
  /** Whether a schema can be made ambiguous. */
  readonly applies: (schema: JsonObject) => boolean;
  readonly said: (random: Random) => Json;
  readonly written: (schema: JsonObject, said: Json) => Json;
  readonly lenient: (schema: JsonObject, said: Json) => Json;
};

const ambiguities: readonly (readonly [string, Ambiguity])[] = [
  [
    "beside $ref in draft-07",
    {
      dialect: "draft-07",
      applies: (schema) => typeof schema.$ref === "string",
      said: (random) =>
        random.pick<Json>([{ minimum: 1 }, { maxLength: 1 }, { type: "object" }, { required: ["a"] }]),
      written: (schema, said) => ({ ...schema, ...(said as JsonObject) }),
      lenient: (schema, said) => ({ allOf: [schema, said] }),
    },
  ],
  [
    "const in draft-04",
    {
      dialect: "draft-04",
      applies: (schema) => schema.$ref === undefined,
      said: (random) => random.pick(scalars),
      written: (schema, said) => ({ ...schema, const: said }),
      lenient: (schema, said) => ({ allOf: [schema, { enum: [said] }] }),
    },
  ],
  [
    "dependencies in 2019-09",
    {
      dialect: "2019-09",
      applies: () => true,
      said: (random) => ({ [random.pick(names)]: [random.pick(names)] }),
      written: (schema, said) => ({ ...schema, dependencies: said }),
      lenient: (schema, said) => ({ allOf: [schema, { dependentRequired: said }] }),
    },
  ],
];

const { CONCORDAT_COUNTS: wanted = "200" } = process.env;
const count = wanted === "full" ? 3_000 : Number(wanted);
const seed = Number(process.env.CONCORDAT_SEED ?? Math.floor(Math.random() * 2 ** 31));

test.each(ambiguities)(
  `%s: what is said of a pair is true in both readings (seed ${seed})`,
  (_, ambiguity) => {
    const figures = { compatible: 0, incompatible: 0, undecided: 0 };
    for (let index = 0; index < count; index++) {
      const random = createRandom(seed + index * 2_654_435_761);
      const [writer, reader] = related(random, ambiguity);
      const ask = (say: Ambiguity["written"]) =>
        checkCompatibility({
          writer: resaid(writer, say),
          reader: resaid(reader, say),
          dialect: ambiguity.dialect,
          writerView: "as-written",
          budget: 50_000,
          validators: [],
        });
      const { status } = ask(ambiguity.written);
      figures[status]++;
      if (status === "undecided") continue;
      const others = [ask((schema) => schema), ask(ambiguity.lenient)].map((verdict) => verdict.status);
      const contrary = status === "compatible" ? "incompatible" : "compatible";

      expect(others, JSON.stringify({ index, seed, writer, reader, status })).not.toContain(contrary);
    }
    expect(figures.compatible).toBeGreaterThan(0);
    expect(figures.incompatible).toBeGreaterThan(0);
  },
);

const mark = "x-ambiguous";

/** Recursive schemas of which some parts carry a mark, and say more in one of the readings. */
function related(random: Random, ambiguity: Ambiguity): readonly [Json, Json] {
  const { dialect } = ambiguity;
  const powers = { ...commonPowers(dialect, dialect), unevaluated: false };
  const world = { random, powers, definitions: ["s", "r"] };
  const document = {
    root: randomSchema(world, 2, true),
    definitions: {
      s: randomSchema({ ...world, definitions: [] }, 1),
      r: { properties: { a: { $ref: "#/$defs/r" }, b: randomSchema(world, 1, true) } },
    },
  };
  const other = rewrite(document, random.pick(["equal", "wider"] as const), { random, powers }).document;
  const printed = [printIn(dialect, document), printIn(dialect, random.chance(0.6) ? other : document)];
  const said = ambiguity.said(random);
  const [one, two] = printed.map((schema) =>
    marking(schema, random, ambiguity, random.chance(0.5) ? said : ambiguity.said(random)),
  );
  return (random.chance(0.5) ? [one, two] : [two, one]) as [Json, Json];
}

function marking(schema: Json, random: Random, ambiguity: Ambiguity, said: Json): Json {
  return mapSchemas(schema, (each) =>
    ambiguity.applies(each) && random.chance(0.15) ? { ...each, [mark]: said } : each,
  );
}

function resaid(schema: Json, say: Ambiguity["written"]): Json {
  return mapSchemas(schema, (each) => {
    const { [mark]: said, ...plain } = each;
    return said === undefined ? each : say(plain, said);
  });
}

/** From the leaves to the root. Of the keywords whose values look like schemas and are none only these occur. */
function mapSchemas(schema: Json, change: (schema: JsonObject) => Json): Json {
  if (!isObject(schema)) return schema;
  const below = Object.entries(schema).map(([name, value]): [string, Json] => {
    if (name === "enum" || name === "const" || name === mark || name === "dependentRequired")
      return [name, value];
    if (maps.has(name) && isObject(value))
      return [
        name,
        Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapSchemas(each, change)])),
      ];
    return [name, isArray(value) ? value.map((each) => mapSchemas(each, change)) : mapSchemas(value, change)];
  });
  return change(Object.fromEntries(below));
}

const maps = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "definitions",
  "$defs",
]);
