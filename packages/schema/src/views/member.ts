import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Below, ResolvedSchema } from "../resolved.ts";

/**
 * One thing that has a say about the names at a position: a schema of the position's group, or a literal value from
 * an `enum` or `const`, of which only the names count.
 */
export type Member = SchemaMember | ValueMember;

export type SchemaMember = {
  readonly kind: "schema";
  readonly key: string;
  readonly keywords: JsonObject;
  readonly resolved: ResolvedSchema;
  readonly below: readonly Below[];
  /** The same by keyword. */
  readonly under: ReadonlyMap<string, readonly Below[]>;
  /** What stands in `properties`, by name: there may be thousands. */
  readonly named: ReadonlyMap<string, Below>;
};

export type ValueMember = { readonly kind: "value"; readonly key: string; readonly value: Json };

/** What a position is made of before references and combinators are followed. */
export type Seed = ResolvedSchema | ValueMember;

export function isValue(seed: Seed | Member): seed is ValueMember {
  return "kind" in seed && seed.kind === "value";
}

/** Names that are allowed at a closed position because the member mentions them. */
export function declaredNames(member: Member): readonly string[] {
  if (member.kind === "value") return isObject(member.value) ? Object.keys(member.value) : [];
  const { keywords } = member;
  return [
    ...namesOf(keywords.properties),
    ...listed(keywords.required),
    ...namesOf(keywords.dependentSchemas),
    ...dependentNames(keywords.dependentRequired),
    // Its own dialect or a later one where validators still honour it: a name too many only leaves K more open.
    ...dependentNames(keywords.dependencies),
  ];
}

export function declaredPatterns(member: Member): readonly string[] {
  return member.kind === "value" ? [] : namesOf(member.keywords.patternProperties);
}

/** Does the member speak of properties at all, so that it makes sense to ask which names it left out? */
export function describesProperties(member: Member): boolean {
  return member.kind === "schema" && (has(member, "properties") || has(member, "patternProperties"));
}

/** Did the author say what is to become of other names? Then it is not for us to say. */
export function decidesOtherNames(member: Member): boolean {
  if (member.kind === "value") return false;
  const extension = member.keywords["x-concordat"];
  const isOpen = extension !== undefined && isObject(extension) && extension.open === true;
  return isOpen || has(member, "additionalProperties") || has(member, "unevaluatedProperties");
}

/** Whether leaving the member out of a group could change what K says there or below. */
export function matters(member: Member): boolean {
  if (member.kind === "value") return isObject(member.value) || isArray(member.value);
  return speaking.some((keyword) => has(member, keyword)) || decidesOtherNames(member);
}

/** The subschemas of one keyword. */
export function under(member: SchemaMember, keyword: string): readonly Below[] {
  return member.under.get(keyword) ?? none;
}

/** Only keywords that the dialect knows count; `x-concordat` counts everywhere. */
export function has(member: SchemaMember, keyword: string): boolean {
  return Object.hasOwn(member.keywords, keyword);
}

const none: readonly Below[] = [];

const speaking = [
  "properties",
  "patternProperties",
  "required",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "items",
  "prefixItems",
  "additionalItems",
  "unevaluatedItems",
];

function namesOf(map: Json | undefined): readonly string[] {
  return map !== undefined && isObject(map) ? Object.keys(map) : [];
}

function listed(names: Json | undefined): readonly string[] {
  return names !== undefined && isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

function dependentNames(map: Json | undefined): readonly string[] {
  if (map === undefined || !isObject(map)) return [];
  return [...Object.keys(map), ...Object.values(map).flatMap(listed)];
}
