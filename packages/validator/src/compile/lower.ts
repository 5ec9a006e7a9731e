import { didYouMean } from "@concordat/errors";
import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import {
  type Dialect,
  definitionsKeyword,
  effectiveMembers,
  formatLocation,
  keywordOf,
  type ResolvedSchema,
  type SchemaGraph,
  schemaErrors,
} from "@concordat/schema";
import { validatorErrors } from "../errors.ts";
import { formats as formatTable, isKnownFormat } from "../formats/table.ts";
import { parsePattern } from "../patterns/parse-pattern.ts";
import { origin } from "../support/raw-problem.ts";
import { originOf } from "./origin-of.ts";
import { asksForUnevaluated } from "./reach.ts";
import { translate } from "./translate.ts";

/**
 * Rewrites a schema so that nothing is left in it that Ajv reads differently from the specification:
 *
 * - every reference leads to `#/$defs/<n>` of the same document; anchors, identifiers, URNs, percent-encoding and
 *   dynamic scope are followed beforehand, by the graph;
 * - what the dialect does not know is gone (Ajv asserts `nullable`, `$async`, `dependencies` in 2019-09, siblings of
 *   `$ref` in draft-07, …), and so are annotations;
 * - a member called `__proto__`, which Ajv's `properties` skips, is declared by a pattern;
 * - each schema carries the place it came from, since Ajv's `schemaPath` starts over behind a reference;
 * - a schema with `unevaluated…` is a definition of its own, since Ajv forgets to begin afresh for each item of a list.
 *
 * Without identifiers nothing is ever registered anywhere, so two contracts with one `$id` do not meet.
 */
export function lowerSchema(graph: SchemaGraph, start: ResolvedSchema, options: LowerOptions): JsonObject {
  const names = new Map<string, string>();
  const pending: { readonly name: string; readonly schema: ResolvedSchema }[] = [];
  const definitions = definitionsKeyword(options.dialect);

  const referenceTo = (target: ResolvedSchema): JsonObject => {
    const name = names.get(target.key) ?? `d${names.size}`;
    if (!names.has(target.key)) {
      names.set(target.key, name);
      pending.push({ name, schema: target });
      if (names.size > mostDefinitions) throw tooMany(start);
    }
    return { $ref: `#/${definitions}/${name}` };
  };

  const lower = (resolved: ResolvedSchema): JsonObject | true => lowerOne(resolved, lowering);
  const lowerBelow = (resolved: ResolvedSchema): JsonObject | true =>
    asksForUnevaluated(resolved) ? referenceTo(resolved) : lower(resolved);
  const lowering: Lowering = { ...options, graph, referenceTo, lowerBelow };

  const root = asObject(lower(start));
  const lowered: Record<string, Json> = {};
  for (let next = pending.shift(); next !== undefined; next = pending.shift())
    lowered[next.name] = next.schema.key === start.key ? root : asObject(lower(next.schema));
  // Ajv does not find its way back to `#` from a definition, so a root that is referred to becomes one itself.
  const top = names.has(start.key) ? referenceTo(start) : root;
  return names.size === 0 ? root : { ...top, [definitions]: lowered };
}

export type LowerOptions = {
  /** The newest dialect that is met on the way; the others are translated to it. */
  readonly dialect: Dialect;
  readonly formats: "assert" | "annotate";
  readonly unknownFormats: "ignore" | "refuse";
};

type Lowering = LowerOptions & {
  readonly graph: SchemaGraph;
  readonly referenceTo: (target: ResolvedSchema) => JsonObject;
  readonly lowerBelow: (resolved: ResolvedSchema) => JsonObject | true;
};

/**
 * Whether `lowerSchema` could find anything to refuse among all these schemas. Where it could not, whoever only wants to
 * know whether a schema is one need not have it rewritten, which is the larger part of the work.
 */
export function mayBeRefused(
  schemas: readonly ResolvedSchema[],
  { formats, unknownFormats }: Pick<LowerOptions, "formats" | "unknownFormats">,
): boolean {
  const asksFormats = formats === "assert" && unknownFormats === "refuse";
  return schemas.length > mostDefinitions || schemas.some(({ schema }) => isOpen(schema, asksFormats));
}

function isOpen(schema: Json, asksFormats: boolean): boolean {
  if (!isObject(schema)) return false;
  const { pattern, patternProperties = null, format } = schema;
  return (
    (asksFormats && format !== undefined) ||
    (typeof pattern === "string" && !runs(pattern)) ||
    (isObject(patternProperties) && !Object.keys(patternProperties).every(runs))
  );
}

/** Far beyond any contract; only many dynamic anchors in many scopes multiply to this. */
const mostDefinitions = 20_000;

function lowerOne(resolved: ResolvedSchema, lowering: Lowering): JsonObject | true {
  const { schema, dialect } = resolved;
  const { graph } = lowering;
  const place = originOf(resolved, graph);
  if (!isObject(schema)) return schema === true || { [origin]: place, not: {} };
  const below = Map.groupBy(graph.subschemas(resolved), ({ keyword }) => keyword);
  const lowered: Record<string, Json> = { [origin]: place };
  for (const [name, value] of Object.entries(effectiveMembers(schema, dialect))) {
    const keyword = keywordOf(name, dialect);
    if (keyword?.kind === "assertion") lowered[name] = assertion(name, value, place);
    if (name === "format" && isAsserted(value, place, lowering)) lowered[name] = value;
    if (keyword?.kind === "applicator" && keyword.legacy !== true)
      lowered[name] = applicator(name, value, below.get(name) ?? [], lowering, schema);
  }
  const references = graph.targets(resolved).map(({ schema: target }) => lowering.referenceTo(target));
  return translate(withProtoDeclared(withReferences(lowered, references), place), dialect, lowering.dialect);
}

type Child = ReturnType<SchemaGraph["subschemas"]>[number];

function applicator(
  name: string,
  value: Json,
  children: readonly Child[],
  { lowerBelow: lower }: Lowering,
  parent: JsonObject,
): Json {
  // These are bounds rather than schemas when false, and Ajv reports them as such.
  if (value === false && isBound(name, parent)) return false;
  if (isArray(value)) return children.map(({ schema }) => lower(schema));
  const single = children.find(({ key }) => key === undefined);
  if (single !== undefined) return lower(single.schema);
  const members = children.map(({ key = "", schema }) => [key, lower(schema)] as const);
  if (name !== "dependencies" || !isObject(value)) return fromEntries(members);
  const lists = Object.entries(value).filter(([, names]) => isArray(names));
  return fromEntries([...members, ...lists]);
}

function isBound(name: string, { prefixItems }: JsonObject): boolean {
  if (name === "items") return prefixItems !== undefined;
  return /^(?:additional|unevaluatedProperties)/.test(name);
}

function assertion(name: string, value: Json, place: string): Json {
  if (name === "pattern" && typeof value === "string") requirePattern(value, `${place}/pattern`);
  return value;
}

function isAsserted(value: Json, place: string, { formats, unknownFormats }: LowerOptions): boolean {
  if (formats === "annotate" || typeof value !== "string") return false;
  if (isKnownFormat(value)) return true;
  if (unknownFormats === "ignore") return false;
  const suggestion = didYouMean(value, Object.keys(formatTable));
  throw validatorErrors.SCHEMA_FORMAT_UNKNOWN({ at: `${place}/format`, format: value, suggestion });
}

/** A second reference beside the first, as `$dynamicRef` beside `$ref`, goes where any number has room. */
function withReferences(
  lowered: Record<string, Json>,
  references: readonly JsonObject[],
): Record<string, Json> {
  const [first, ...others] = references;
  if (first === undefined) return lowered;
  const all = isArray(lowered.allOf ?? null) ? (lowered.allOf as readonly Json[]) : [];
  return { ...lowered, ...first, ...(others.length > 0 ? { allOf: [...all, ...others] } : {}) };
}

const protoPattern = "^__proto__$";

function withProtoDeclared(lowered: Record<string, Json>, place: string): JsonObject {
  const { properties, patternProperties } = lowered;
  if (isObject(patternProperties ?? null))
    for (const pattern of Object.keys(patternProperties as JsonObject))
      requirePattern(pattern, appendToPointer(`${place}/patternProperties`, pattern));
  if (!isObject(properties ?? null) || !Object.hasOwn(properties as JsonObject, "__proto__")) return lowered;
  const { ["__proto__"]: proto = true, ...others } = properties as JsonObject;
  const { [protoPattern]: same = true, ...patterns } = (patternProperties ?? {}) as JsonObject;
  return {
    ...lowered,
    properties: others,
    patternProperties: { ...patterns, [protoPattern]: same === true ? proto : { allOf: [proto, same] } },
  };
}

/** Only what no engine could run is refused here; what some engines lack is for a linter to say. */
function requirePattern(pattern: string, at: string): void {
  if (!runs(pattern)) parsePattern(pattern, at);
}

function runs(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** `Object.fromEntries` keeps a member called `__proto__` an own one. */
function fromEntries(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries);
}

function asObject(schema: JsonObject | true): JsonObject {
  return schema === true ? {} : schema;
}

function tooMany(start: ResolvedSchema) {
  const at = formatLocation(start.location);
  return schemaErrors.LIMIT_EXPANSION({ at, limit: mostDefinitions, what: "definitions" });
}
