import { checkCompatibility } from "@concordat/compat";
import { isArray, isObject, type Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { expect, test } from "vitest";
import { printIn, type SchemaDocument } from "./pairs/document.ts";
import { createRandom, type Random } from "./pairs/random.ts";
import { rewrite } from "./pairs/rewriting.ts";
import { randomSchema } from "./pairs/schemas.ts";
import { commonPowers, patterns } from "./pairs/vocabulary.ts";

/**
 * A proof that was found without knowing something must stand whatever that turns out to be: the document that nobody
 * had, or the format that nobody knows.
 */
const { CONCORDAT_COUNTS: wanted = "150" } = process.env;
const count = wanted === "full" ? 5_000 : Number(wanted);
const seed = Number(process.env.CONCORDAT_SEED ?? Math.floor(Math.random() * 2 ** 31));

const missing = "https://elsewhere.example/missing.json";

test(`what is proved without a document is true whatever the document says (seed ${seed})`, () => {
  let proved = 0;
  for (let index = 0; index < count; index++) {
    const random = createRandom(seed + index * 2_654_435_761);
    const dialect = random.pick<Dialect>(["draft-04", "draft-07", "2019-09", "2020-12"]);
    const [writer, reader] = related(random, dialect, {
      u: { $ref: missing },
      v: { $ref: `${missing}#/definitions/v` },
    });
    const ask = (resolve: ReadonlyMap<string, Json>) =>
      checkCompatibility({
        writer,
        reader,
        resolve,
        writerView: "as-written",
        budget: 50_000,
        validators: [],
      });
    if (ask(new Map()).status !== "compatible") continue;
    proved++;
    for (let attempt = 0; attempt < 4; attempt++) {
      const document = anyDocument(random, dialect);
      const verdict = ask(new Map([[missing, document]]));

      expect(verdict.status, described({ index, writer, reader, document, verdict })).not.toBe(
        "incompatible",
      );
    }
  }
  expect(proved).toBeGreaterThan(count / 5);
});

test(`what is proved without knowing a format is true whatever words have it (seed ${seed})`, () => {
  let proved = 0;
  for (let index = 0; index < count; index++) {
    const random = createRandom(seed + index * 2_654_435_761);
    const [writer, reader] = related(random, "2020-12", {
      u: { format: "unheard-of" },
      v: { format: "unseen" },
    });
    const ask = (from: Json, to: Json) =>
      checkCompatibility({
        writer: from,
        reader: to,
        format: "assert",
        writerView: "as-written",
        budget: 50_000,
        validators: [],
      });
    if (ask(writer, reader).status !== "compatible") continue;
    proved++;
    const known = new Map([
      ["unheard-of", random.pick(patterns)],
      ["unseen", random.pick(patterns)],
    ]);
    const verdict = ask(withFormats(writer, known), withFormats(reader, known));

    expect(verdict.status, described({ index, writer, reader, verdict })).not.toBe("incompatible");
  }
  expect(proved).toBeGreaterThan(count / 5);
});

/** Two schemas that have most in common, and refer to the same things of which nothing is known. */
function related(
  random: Random,
  dialect: Dialect,
  unknown: Readonly<Record<string, Json>>,
): readonly [Json, Json] {
  const powers = { ...commonPowers(dialect, dialect), unevaluated: false };
  const world = { random, powers, definitions: ["u", "v", "r"] };
  const recursive = () => ({
    ...(random.chance(0.5) ? { type: "object" } : {}),
    properties: { a: { $ref: "#/$defs/r" }, b: randomSchema(world, 1, true) },
  });
  let document: SchemaDocument = {
    root: randomSchema(world, 2, true),
    definitions: { ...unknown, r: recursive() },
  };
  const writer = printIn(dialect, document);
  for (let step = random.below(3); step > 0; step--) {
    const direction = random.pick(["equal", "wider"] as const);
    document = rewrite(document, direction, { random, powers }).document;
  }
  // The other unknown instead of the one, or none: what must not cancel.
  const swapped = random.chance(0.4)
    ? { ...document, definitions: { ...document.definitions, u: random.pick<Json>([unknown.v as Json, {}]) } }
    : document;
  const reader = printIn(dialect, swapped);
  return random.chance(0.5) ? [writer, reader] : [reader, writer];
}

function anyDocument(random: Random, dialect: Dialect): Json {
  const world = {
    random,
    powers: { ...commonPowers(dialect, dialect), unevaluated: false },
    definitions: [],
  };
  const whole = printIn(dialect, { root: randomSchema(world, 1), definitions: {} });
  const part = printIn(dialect, { root: randomSchema(world, 1), definitions: {} });
  return { ...(whole as object), definitions: { v: part } };
}

function withFormats(schema: Json, known: ReadonlyMap<string, string>): Json {
  if (isArray(schema)) return schema.map((each) => withFormats(each, known));
  if (!isObject(schema)) return schema;
  const pattern = typeof schema.format === "string" ? known.get(schema.format) : undefined;
  const members = Object.entries(schema).map(([name, value]) => [name, withFormats(value, known)]);
  return pattern === undefined ? Object.fromEntries(members) : { pattern };
}

function described(facts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ seed, ...facts }, null, 1);
}
