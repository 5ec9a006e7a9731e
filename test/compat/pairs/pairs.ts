import { canonicalize, isArray, isObject, type Json } from "@concordat/json";
import { type Dialect, dialects } from "@concordat/schema";
import { printIn, type SchemaDocument } from "./document.ts";
import { createRandom, type Random } from "./random.ts";
import { type Direction, rewrite } from "./rewriting.ts";
import { randomSchema, referenceTo } from "./schemas.ts";
import { commonPowers, type Powers } from "./vocabulary.ts";

export type Pair = {
  readonly writer: Json;
  readonly reader: Json;
  readonly dialects: readonly [writer: Dialect, reader: Dialect];
  readonly view: "closed" | "as-written";
  /** Whether all that the writer accepts the reader accepts, by the way the pair was made. */
  readonly isInclusion: boolean;
  /** One side stands in the other word for word, so that nothing is left to prove. */
  readonly isTrivial: boolean;
  readonly isRecursive: boolean;
  /** How it was made, for whoever reads a failure. */
  readonly by: readonly string[];
  /** For further choices about this pair. */
  readonly random: Random;
};

/** Pair `index` of a seed: more than half are inclusions by construction, the others near misses and strangers. */
export function randomPair(seed: number, index: number): Pair {
  const random = createRandom(seed + index * 2_654_435_761);
  const one = random.pick(dialects);
  const other = random.chance(0.5) ? one : random.pick(dialects);
  const powers = commonPowers(one, other);
  const isRecursive = random.chance(0.45);
  const base = randomDocument(random, powers, isRecursive);
  const kind = random.below(100);
  const isStranger = kind >= 85;
  const isNearMiss = kind >= 55 && !isStranger;

  const towards = (direction: Direction, most: number) => {
    let document = base;
    const by: string[] = [];
    // A near miss is one step off, however it is worded.
    const steps = isNearMiss && direction === "wider" ? 1 : random.below(most) + 1;
    for (let count = steps; count > 0; count--) {
      const isReworded = isNearMiss ? direction === "narrower" : random.chance(0.5);
      const next = rewrite(document, isReworded ? "equal" : direction, { random, powers });
      document = next.document;
      by.push(...next.by);
    }
    return { document, by };
  };
  const narrow = random.chance(0.5) ? towards("narrower", 2) : { document: base, by: [] };
  const wide = isStranger
    ? { document: randomDocument(random, powers, isRecursive), by: ["a stranger"] }
    : towards("wider", 4);
  const [from, to] = isNearMiss ? [wide, narrow] : [narrow, wide];
  return {
    writer: printIn(one, from.document),
    reader: printIn(other, to.document),
    dialects: [one, other],
    view: random.chance(0.3) ? "closed" : "as-written",
    isInclusion: kind < 55,
    isTrivial: isTrivial(from.document, to.document),
    isRecursive,
    by: [...from.by, "→", ...to.by],
    random,
  };
}

function randomDocument(random: Random, powers: Powers, isRecursive: boolean): SchemaDocument {
  if (!isRecursive)
    return { root: randomSchema({ random, powers, definitions: [] }, 1 + random.below(3)), definitions: {} };
  const definitions = random.chance(0.3) ? ["r", "q"] : ["r"];
  const world = { random, powers, definitions };
  const named = Object.fromEntries(definitions.map((name) => [name, recursive(world)]));
  return { root: random.chance(0.7) ? referenceTo("r") : recursive(world), definitions: named };
}

/** Tries until there is a reference in it; now and then none comes. */
function recursive(world: Parameters<typeof randomSchema>[0]): Json {
  let schema = randomSchema(world, 2);
  for (let attempt = 0; attempt < 20 && !JSON.stringify(schema).includes("$ref"); attempt++)
    schema = randomSchema(world, 2);
  return schema;
}

function isTrivial(from: SchemaDocument, to: SchemaDocument): boolean {
  if (canonicalize(from.definitions as Json) !== canonicalize(to.definitions as Json)) return false;
  if (to.root === true || canonicalize(to.root) === "{}" || from.root === false) return true;
  const isSame = (a: Json, b: Json) => canonicalize(a) === canonicalize(b);
  const branches = (schema: Json, keyword: string) => {
    const list = isObject(schema) && Object.keys(schema).length === 1 ? (schema[keyword] ?? []) : [];
    return isArray(list) ? list : [];
  };
  return (
    isSame(from.root, to.root) ||
    branches(to.root, "anyOf").some((branch) => isSame(branch, from.root)) ||
    branches(from.root, "allOf").some((branch) => isSame(branch, to.root))
  );
}
