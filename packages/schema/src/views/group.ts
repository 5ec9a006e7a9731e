import { appendToPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { keywordOf } from "../keywords.ts";
import type { ResolvedSchema, Traversal } from "../resolved.ts";
import { effectiveMembers } from "../subschemas.ts";
import { isValue, type Member, matters, type SchemaMember, type Seed } from "./member.ts";

/**
 * Collects groups: all schemas that judge the value at a position, found from the ones that a position begins with
 * through references, combinators and conditions. Never through `not`, which forbids what it describes, nor through
 * `contains` and `propertyNames`, which describe something else.
 */
export type Groups = {
  /** Ordered by first meeting, without those that have nothing to say about names. */
  of(seeds: readonly Seed[]): readonly Member[];
  /** Only what applies whenever the member applies: through references and `allOf`. */
  surelyWith(member: SchemaMember): readonly SchemaMember[];
};

export function createGroups(traversal: Traversal): Groups {
  const members = new Map<string, SchemaMember>();
  const memberOf = (resolved: ResolvedSchema): SchemaMember => {
    const member = members.get(resolved.key) ?? asMember(resolved, traversal);
    members.set(resolved.key, member);
    return member;
  };

  const reach = (
    start: readonly ResolvedSchema[],
    through: (member: SchemaMember, keyword: string) => boolean,
  ) => {
    const found = new Map(start.map((resolved) => [resolved.key, memberOf(resolved)]));
    // A map that grows while it is walked: no recursion, and each schema once, so cycles end.
    for (const member of found.values()) {
      const inPlace = member.below.filter(
        ({ applies, keyword }) => applies === "instance" && through(member, keyword),
      );
      for (const { schema } of [...traversal.targets(member.resolved), ...inPlace])
        if (!found.has(schema.key)) found.set(schema.key, memberOf(schema));
    }
    return [...found.values()];
  };

  /** Many positions begin with the same schemas, and at each of them the same is asked of every name. */
  const groups = new Map<string, readonly Member[]>();
  const sure = new Map<string, readonly SchemaMember[]>();
  return {
    of: (seeds) => {
      const key = seeds.map((seed) => seed.key).join("\n");
      const values = seeds.filter(isValue);
      const known = groups.get(key);
      if (known !== undefined && values.length === 0) return known;
      const schemas = reach(seeds.filter(isResolved), joinsGroup);
      const group = [...schemas.flatMap((member) => [member, ...literals(member)]), ...values].filter(
        matters,
      );
      if (values.length === 0) groups.set(key, group);
      return group;
    },
    surelyWith: (member) => {
      const known = sure.get(member.key);
      if (known !== undefined) return known;
      const found = reach([member.resolved], (_, keyword) => keyword === "allOf");
      sure.set(member.key, found);
      return found;
    },
  };
}

function isResolved(seed: Seed): seed is ResolvedSchema {
  return !isValue(seed);
}

function joinsGroup(member: SchemaMember, keyword: string): boolean {
  if (keyword === "not") return false;
  // Without `if` the other two say nothing.
  return keyword === "then" || keyword === "else" ? Object.hasOwn(member.keywords, "if") : true;
}

function asMember(resolved: ResolvedSchema, traversal: Traversal): SchemaMember {
  const { schema, dialect, key } = resolved;
  const own = isObject(schema) ? Object.entries(effectiveMembers(schema, dialect)) : [];
  const known = own.filter(([name]) => name === "x-concordat" || keywordOf(name, dialect) !== undefined);
  const keywords = Object.fromEntries(known);
  const below = traversal.subschemas(resolved);
  const under = Map.groupBy(below, ({ keyword }) => keyword);
  const named = new Map((under.get("properties") ?? []).map((step) => [step.key ?? "", step]));
  return { kind: "schema", key, keywords, resolved, below, under, named };
}

/** The values that `enum` and `const` spell out: their names are declared by being written down. */
function literals({ key, keywords }: SchemaMember): readonly Member[] {
  return [...literalsOf(key, "enum", enumOf(keywords)), ...literalsOf(key, "const", constOf(keywords))];
}

function literalsOf(key: string, keyword: string, values: readonly Json[]): readonly Member[] {
  return values.map((value, index) => ({
    kind: "value",
    key: `${key} = ${appendToPointer("", keyword, index)}`,
    value,
  }));
}

function enumOf(keywords: JsonObject): readonly Json[] {
  const values = keywords.enum;
  return values !== undefined && isArray(values) ? values : [];
}

function constOf(keywords: JsonObject): readonly Json[] {
  const value = keywords.const;
  return value === undefined ? [] : [value];
}
