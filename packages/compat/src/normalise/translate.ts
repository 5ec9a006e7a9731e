import { isObject, type JsonObject } from "@concordat/json";
import {
  type Below,
  type Dialect,
  formatLocation,
  type ResolvedSchema,
  type SchemaGraph,
} from "@concordat/schema";
import { type Budget, Undecided } from "../budget.ts";
import { always, type Holds, type Literal, never, type Terms } from "../terms/index.ts";
import { createAnnotations } from "./annotations.ts";
import { translateArraySize, translateContains, translateItems } from "./arrays.ts";
import { translateCombinators, translateCondition } from "./combinators.ts";
import { unknownReference, unresolved } from "./missing.ts";
import {
  translateDependencies,
  translateNames,
  translateObjectSize,
  translateProperties,
} from "./objects.ts";
import { type Part, partsOf } from "./parts.ts";
import { ambiguityOf, countingMembers, type Reading, schemasBelow } from "./reading.ts";
import { createSignatures } from "./recursion.ts";
import { malformed, type Site, type Translate } from "./site.ts";
import { unevaluated } from "./unevaluated.ts";
import {
  translateBounds,
  translateConst,
  translateEnum,
  translateMultipleOf,
  translateText,
  translateType,
} from "./values.ts";
import { illFormed } from "./well-formed.ts";

export type TranslatorOptions = {
  readonly terms: Terms;
  readonly budget: Budget;
  readonly reading: Reading;
  readonly assertsFormat: boolean;
  readonly holds: Holds;
};

export type Translator = {
  /** The proposition that a value is an instance of the schema. */
  translate(schema: ResolvedSchema): Literal;
  /** The same, one by one: together the parts say what the schema says. */
  partsOf(schema: ResolvedSchema): readonly Part[];
  /** What was met that the other reading takes differently. */
  readonly ambiguities: ReadonlySet<string>;
};

/** Every keyword, in the order in which people write them; `unevaluated…` come last, for they look at the others. */
const keywords: readonly { readonly of: readonly string[]; readonly say: Translate }[] = [
  { of: ["type"], say: translateType },
  { of: ["enum"], say: translateEnum },
  { of: ["const"], say: translateConst },
  { of: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], say: translateBounds },
  { of: ["multipleOf"], say: translateMultipleOf },
  { of: ["minLength", "maxLength", "pattern", "format"], say: translateText },
  { of: ["minItems", "maxItems", "uniqueItems"], say: translateArraySize },
  { of: ["prefixItems", "items", "additionalItems"], say: translateItems },
  { of: ["contains"], say: translateContains },
  { of: ["minProperties", "maxProperties", "required"], say: translateObjectSize },
  { of: ["properties", "patternProperties", "additionalProperties"], say: translateProperties },
  { of: ["propertyNames"], say: translateNames },
  { of: ["dependencies", "dependentSchemas", "dependentRequired"], say: translateDependencies },
  { of: ["allOf", "anyOf", "oneOf", "not"], say: translateCombinators },
  { of: ["if"], say: translateCondition },
];

const placeOfKeyword = new Map(keywords.flatMap(({ of }, place) => of.map((name) => [name, place] as const)));

/** What the keywords of a site say, one by one; most sites have two or three, so those are gone by. */
function saidAt(site: Site): Literal[] {
  const places: number[] = [];
  for (const name of Object.keys(site.members)) {
    const place = placeOfKeyword.get(name);
    if (place !== undefined && !places.includes(place)) places.push(place);
  }
  const said: Literal[] = [];
  for (const place of places.sort((a, b) => a - b))
    for (const literal of keywords[place]?.say(site) ?? []) said.push(literal);
  return said;
}

/**
 * From any dialect to propositions. A schema is translated once for each dynamic scope it is met in; recursive ones
 * become references by what they reach (`createSignatures`), entered before they are translated.
 */
export function createTranslator(graph: SchemaGraph, options: TranslatorOptions): Translator {
  const { terms, budget, reading, assertsFormat, holds } = options;
  const translated = new Map<string, Literal>();
  const sites = new Map<string, Site | boolean>();
  const ambiguities = new Set<string>();
  const underWay = new Set<string>();

  const siteOf = (schema: ResolvedSchema): Site | boolean => {
    const known = sites.get(schema.key);
    if (known !== undefined) return known;
    const site = isObject(schema.schema) ? createSite(schema, schema.schema) : asBoolean(schema);
    sites.set(schema.key, site);
    return site;
  };

  const asBoolean = ({ schema, location }: ResolvedSchema): boolean => {
    if (typeof schema === "boolean") return schema;
    const message = `${formatLocation(location)} is no schema: a schema is an object, true or false`;
    throw new Undecided({ code: "SCHEMA_MEANINGLESS", message, at: location });
  };

  const noteAmbiguity = (written: JsonObject, dialect: Dialect): void => {
    const ambiguity = ambiguityOf(written, dialect);
    if (ambiguity !== undefined) ambiguities.add(ambiguity);
  };

  const createSite = (schema: ResolvedSchema, written: JsonObject): Site => {
    noteAmbiguity(written, schema.dialect);
    const below = schemasBelow(schema, graph, reading);
    const lists = below.length === 0 ? noLists : Map.groupBy(below, ({ keyword }) => keyword);
    const members = countingMembers(written, schema.dialect, reading);
    const trouble = illFormed(members, schema.dialect);
    if (trouble !== undefined) throw malformed({ schema }, trouble.keyword, trouble.expected);
    return {
      schema,
      dialect: schema.dialect,
      members,
      terms,
      assertsFormat,
      below: (keyword) => {
        const found = lists.get(keyword)?.find(({ key }) => key === undefined);
        return found && translate(found.schema);
      },
      allBelow: (keyword) =>
        (lists.get(keyword) ?? []).flatMap((each) =>
          each.key === undefined ? [] : [[each.key, translate(each.schema)] as const],
        ),
    };
  };

  const targets = (schema: ResolvedSchema) => {
    try {
      return graph.targets(schema);
    } catch (error) {
      throw unresolved(error, schema);
    }
  };

  const signatures = createSignatures(
    {
      reading: `${reading} ${assertsFormat}`,
      members: (schema) => {
        if (!isObject(schema.schema)) return schema.schema;
        // Of a recursive schema that the other side has entered already nothing but its name is looked at, and this is it.
        noteAmbiguity(schema.schema, schema.dialect);
        return countingMembers(schema.schema, schema.dialect, reading);
      },
      below: (schema) => schemasBelow(schema, graph, reading),
      targets: (schema) => (remoteOf(schema) === undefined ? targets(schema) : []),
      unknown: (schema) => remoteOf(schema),
    },
    terms,
    budget,
  );

  const annotationsOf = createAnnotations({
    terms,
    siteOf,
    translate: (schema) => translate(schema),
    below: (schema) => schemasBelow(schema, graph, reading),
    targets: (schema) => targets(schema).map((followed) => followed.schema),
  });

  const remotes = new Map<ResolvedSchema, Literal>();
  const remoteOf = (schema: ResolvedSchema): Literal | undefined => {
    if (!hasReferences) return undefined;
    const known = remotes.get(schema);
    if (known !== undefined) return known;
    const trouble = graph.unresolved(schema);
    const remote = trouble && unknownReference(trouble, schema, graph, terms);
    if (remote !== undefined) remotes.set(schema, remote);
    return remote;
  };

  /** Recursive schemas that have a name and no meaning yet. Entered one by one, so that chains of them cost no stack. */
  const toEnter: { readonly schema: ResolvedSchema; readonly literal: Literal }[] = [];
  let isEntering = false;

  const translate = (schema: ResolvedSchema): Literal => {
    if (isEntering) return literalOf(schema);
    isEntering = true;
    try {
      const literal = literalOf(schema);
      for (let next = toEnter.pop(); next !== undefined; next = toEnter.pop())
        terms.define(next.literal, meaningOf(next.schema));
      return literal;
    } finally {
      isEntering = false;
    }
  };

  const literalOf = (schema: ResolvedSchema): Literal => {
    const known = translated.get(schema.key);
    if (known !== undefined) return known;
    // A schema met again within its own translation: so it goes with schemas inside a recursive one, when
    // `unevaluated…` asks what the recursive one evaluates. It is named now, and entered when it is done.
    if (underWay.has(schema.key)) return refTo(schema).literal;
    if (canRecur && signatures.isRecursive(schema)) {
      const { literal, isNew } = refTo(schema);
      if (isNew) toEnter.push({ schema, literal });
      return literal;
    }
    underWay.add(schema.key);
    const meaning = meaningOf(schema);
    underWay.delete(schema.key);
    const named = translated.get(schema.key);
    if (named !== undefined) terms.define(named, meaning);
    else translated.set(schema.key, meaning);
    return named ?? meaning;
  };

  const refTo = (schema: ResolvedSchema) => {
    const ref = terms.ref(signatures.nameOf(schema));
    translated.set(schema.key, ref.literal);
    return ref;
  };

  const meaningOf = (schema: ResolvedSchema): Literal => {
    budget.step(4);
    const site = siteOf(schema);
    if (typeof site === "boolean") return site ? always : never;
    const said = saidAt(site);
    const remote = remoteOf(schema);
    if (remote !== undefined) said.push(remote);
    else said.push(...targets(schema).map((followed) => translate(followed.schema)));
    said.push(...unevaluated(site, annotationsOf));
    return terms.and(said);
  };

  /** Said by these keywords, those beside them left aside. What is evaluated is still asked of all. */
  const says = (site: Site, names: readonly string[]): Literal => {
    const alone = onlyWith(site, names);
    const said = saidAt(alone);
    const remote = names.some((name) => name.endsWith("Ref") || name === "$ref")
      ? remoteOf(site.schema)
      : undefined;
    if (remote !== undefined) said.push(remote);
    said.push(...unevaluated(alone, () => annotationsOf(site)));
    return terms.and(said);
  };

  const parts = new Map<string, readonly Part[]>();
  const hasReferences = graph.references.length > 0;
  // What leads nowhere does not lead back.
  const canRecur = graph.references.some(({ target }) => target !== undefined);
  return {
    translate,
    ambiguities,
    partsOf(schema) {
      const found =
        parts.get(schema.key) ??
        partsOf(schema, {
          siteOf,
          translate,
          says,
          holds,
          below: (of) => schemasBelow(of, graph, reading),
          targets: (of) => (remoteOf(of) === undefined ? targets(of) : []),
        });
      parts.set(schema.key, found);
      return found;
    },
  };
}

const noLists: ReadonlyMap<string, readonly Below[]> = new Map();

function onlyWith(site: Site, names: readonly string[]): Site {
  const has = (name: string) => names.includes(name);
  return {
    ...site,
    members: Object.fromEntries(Object.entries(site.members).filter(([name]) => has(name))),
    below: (keyword) => (has(keyword) ? site.below(keyword) : undefined),
    allBelow: (keyword) => (has(keyword) ? site.allBelow(keyword) : []),
  };
}
