import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import { isSince, type ResolvedSchema } from "@concordat/schema";
import { always, type Literal, never, presence } from "../terms/index.ts";
import { everyItemFrom, itemKeywords } from "./arrays.ts";
import { describedNames, requires } from "./objects.ts";
import type { Site } from "./site.ts";
import { patternLiteral } from "./values.ts";

/**
 * One of the things that a schema says: together its parts say what the schema says, each for itself. Where a part says
 * that some other schema holds, of the same value or of parts of it, one can look `inside`.
 */
export type Part = {
  /** `required`; empty for the schema `false`. */
  readonly keyword: string;
  /** Where it is said, from the schema on: `/required/1`. */
  readonly pointer: string;
  /** The name it is about: a required one, a forbidden one. */
  readonly name?: string;
  /** It forbids more names than this one, and the others are spoken of elsewhere. */
  readonly isNarrowed?: true;
  readonly says: Literal;
  readonly inside?: Inside;
};

export type Inside = {
  readonly schema: ResolvedSchema;
  /** What the inner schema judges: the value itself, the value in a certain case, or members and items of it. */
  readonly isAbout: "whole" | "case" | "part";
  /** Of members: which names they have. */
  readonly names?: Literal;
  /** What the part would say if the inner schema said this. */
  lift(is: Literal): Literal;
  /** The values that the inner schema is asked about, by their way from the value. */
  reach(value: Json): Iterable<readonly [way: readonly (string | number)[], value: Json]>;
};

export type PartsWorld = {
  siteOf(schema: ResolvedSchema): Site | boolean;
  translate(schema: ResolvedSchema): Literal;
  targets(schema: ResolvedSchema): readonly { readonly keyword: string; readonly schema: ResolvedSchema }[];
  below(
    schema: ResolvedSchema,
  ): readonly { readonly keyword: string; readonly key?: string; readonly schema: ResolvedSchema }[];
  /** What these keywords of the site, and no others, say. */
  says(site: Site, keywords: readonly string[]): Literal;
  holds(literal: Literal, value: Json): boolean;
};

/** Keywords that only mean something together. The first that is written names the part. */
const together: readonly (readonly string[])[] = [["contains", "minContains", "maxContains"]];
/** Draft-04 has flags beside the bounds. */
const flagged: readonly (readonly string[])[] = [
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"],
];

export function partsOf(schema: ResolvedSchema, world: PartsWorld): readonly Part[] {
  const site = world.siteOf(schema);
  if (typeof site === "boolean") return site ? [] : [{ keyword: "", pointer: "", says: never }];
  const looked = insights(site, world);
  const seen = new Set(looked.map(({ keyword }) => keyword));
  const groups = isSince(site.dialect, "draft-06") ? together : [...together, ...flagged];
  const plain: Part[] = [];
  for (const keyword of Object.keys(site.members)) {
    if (seen.has(keyword)) continue;
    const group = groups.find((names) => names.includes(keyword)) ?? [keyword];
    for (const name of group) seen.add(name);
    const says = world.says(site, group);
    if (says !== always) plain.push({ keyword, pointer: `/${keyword}`, says });
  }
  return [...plain, ...looked];
}

/** The parts that speak of names or of other schemas, one for each of them. */
function insights(site: Site, world: PartsWorld): readonly Part[] {
  return [...names(site), ...members(site, world), ...items(site, world), ...inPlace(site, world)];
}

function* names({ members: said, terms, dialect }: Site): Generator<Part> {
  const listed = said.required !== undefined && isArray(said.required) ? said.required : [];
  for (const [index, name] of listed.entries())
    if (typeof name === "string")
      yield { keyword: "required", pointer: `/required/${index}`, name, says: requires([name], terms) };
  const dependent = isSince(dialect, "2019-09") ? ["dependentRequired", "dependencies"] : ["dependencies"];
  for (const keyword of dependent)
    for (const [name, others] of entriesOf(said[keyword]))
      for (const [index, other] of (isArray(others) ? others : []).entries())
        if (typeof other === "string")
          yield {
            keyword,
            pointer: appendToPointer("", keyword, name, index),
            name: other,
            says: terms.or([-presence(name, terms), requires([other], terms)]),
          };
}

function* members(site: Site, world: PartsWorld): Generator<Part> {
  const { terms, schema } = site;
  for (const { keyword, key, schema: below } of world.below(schema)) {
    const named = namesOf(keyword, key, site);
    if (named === undefined) continue;
    const lift = (is: Literal) => terms.atom({ kind: "members", names: named, is });
    yield {
      keyword,
      pointer: key === undefined ? `/${keyword}` : appendToPointer("", keyword, key),
      ...(keyword === "properties" && key !== undefined && { name: key }),
      says: lift(world.translate(below)),
      inside: {
        schema: below,
        isAbout: "part",
        names: named,
        lift,
        *reach(value) {
          if (!isObject(value)) return;
          // Thousands of properties are not each looked for among thousands of members.
          if (keyword === "properties" && key !== undefined) {
            if (Object.hasOwn(value, key)) yield [[key], value[key] as Json];
            return;
          }
          for (const [name, member] of Object.entries(value))
            if (world.holds(named, name)) yield [[name], member];
        },
      },
    };
  }
}

function namesOf(keyword: string, key: string | undefined, site: Site): Literal | undefined {
  if (keyword === "properties" && key !== undefined) return site.terms.scalars([key]);
  if (keyword === "patternProperties" && key !== undefined) return patternLiteral(key, site.terms);
  return keyword === "additionalProperties" ? -describedNames(site) : undefined;
}

function* items(site: Site, world: PartsWorld): Generator<Part> {
  const { terms, schema } = site;
  const { listKeyword, restKeyword } = itemKeywords(site);
  const below = world.below(schema);
  const listed = below.filter(({ keyword, key }) => keyword === listKeyword && key !== undefined);
  for (const { keyword, key = "0", schema: item } of listed) {
    const index = Number(key);
    const lift = (is: Literal) => terms.atom({ kind: "item", index, is });
    yield {
      keyword,
      pointer: `/${keyword}/${key}`,
      says: lift(world.translate(item)),
      inside: {
        schema: item,
        isAbout: "part",
        lift,
        *reach(value) {
          if (isArray(value) && index < value.length) yield [[index], value[index] as Json];
        },
      },
    };
  }
  const rest = below.find(({ keyword, key }) => keyword === restKeyword && key === undefined);
  if (rest === undefined) return;
  const from = listed.length;
  const lift = (is: Literal) => everyItemFrom(from, is, terms);
  yield {
    keyword: rest.keyword,
    pointer: `/${rest.keyword}`,
    says: lift(world.translate(rest.schema)),
    inside: {
      schema: rest.schema,
      isAbout: "part",
      lift,
      *reach(value) {
        if (!isArray(value)) return;
        for (const [index, item] of value.entries()) if (index >= from) yield [[index], item];
      },
    },
  };
}

/** Schemas that judge the same value: `allOf`, references, and what holds under a condition. */
function* inPlace(site: Site, world: PartsWorld): Generator<Part> {
  const { terms, schema, dialect } = site;
  const below = world.below(schema);
  const part = (keyword: string, pointer: string, inner: ResolvedSchema, unless?: Literal): Part => {
    const lift = (is: Literal) => (unless === undefined ? is : terms.or([unless, is]));
    return {
      keyword,
      pointer,
      says: lift(world.translate(inner)),
      inside: {
        schema: inner,
        isAbout: unless === undefined ? "whole" : "case",
        lift,
        reach: (value) => [[[], value]],
      },
    };
  };
  for (const { keyword, key = "", schema: inner } of below)
    if (keyword === "allOf") yield part(keyword, `/allOf/${key}`, inner);
  // A reference to a document that nobody has leads nowhere one could look, and is a plain part.
  for (const { keyword, schema: inner } of world.targets(schema)) yield part(keyword, `/${keyword}`, inner);
  const guard = isSince(dialect, "draft-07") ? below.find(({ keyword }) => keyword === "if") : undefined;
  const guarded = (keyword: string, unless: Literal) =>
    below
      .filter((each) => each.keyword === keyword)
      .map(({ schema: inner }) => part(keyword, `/${keyword}`, inner, unless));
  if (guard !== undefined) {
    const condition = world.translate(guard.schema);
    yield* guarded("then", -condition);
    yield* guarded("else", condition);
  }
  for (const { keyword, key, schema: inner } of below)
    if (key !== undefined && (keyword === "dependentSchemas" || keyword === "dependencies"))
      if (site.members[keyword] !== undefined)
        yield part(keyword, appendToPointer("", keyword, key), inner, -presence(key, terms));
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return value !== undefined && isObject(value) ? Object.entries(value) : [];
}
