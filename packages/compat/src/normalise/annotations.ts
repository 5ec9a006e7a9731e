import { isArray, type Json } from "@concordat/json";
import type { Below, ResolvedSchema } from "@concordat/schema";
import { isSince } from "@concordat/schema";
import { Undecided } from "../budget.ts";
import { always, type Literal, never, presence, type Terms } from "../terms/index.ts";
import { itemKeywords } from "./arrays.ts";
import { describedNames } from "./objects.ts";
import type { Site } from "./site.ts";

/** What a schema has evaluated of a value that satisfies the guard (and the schema). */
export type Evaluated = {
  readonly guard: Literal;
  /** Names, as a proposition about strings. */
  readonly names: Literal;
  /** The items before this index. */
  readonly prefix: number | "all";
  /** From 2020-12 on also every item that satisfies one of these. */
  readonly contained: readonly Literal[];
};

/** The cases of what is evaluated at a schema, its own `unevaluated…` left aside. */
export type AnnotationsOf = (site: Site) => readonly Evaluated[];

type World = {
  readonly terms: Terms;
  siteOf(schema: ResolvedSchema): Site | boolean;
  translate(schema: ResolvedSchema): Literal;
  below(schema: ResolvedSchema): readonly Below[];
  targets(schema: ResolvedSchema): readonly ResolvedSchema[];
};

/** Each branch that evaluates something doubles the cases, so ten of them side by side are too many to look at. */
const mostCases = 600;

/**
 * The guards divide *all* values, whether or not they satisfy the schema: of several cases exactly one holds, always.
 * That is what lets "cases" be negated by negating the consequences. Only branches that evaluate something make cases; a
 * branch that fails contributes nothing, and neither does `not`, however it comes out.
 */
export function createAnnotations(world: World): AnnotationsOf {
  const { terms } = world;
  const nothing: Evaluated = { guard: always, names: never, prefix: 0, contained: [] };
  const memo = new Map<string, readonly Evaluated[]>();

  /** As seen from outside: its own `unevaluated…` have looked at all that was left. */
  const ofBranch = (schema: ResolvedSchema): readonly Evaluated[] => {
    const known = memo.get(schema.key);
    if (known !== undefined) return known;
    const site = world.siteOf(schema);
    const cases = typeof site === "boolean" ? [nothing] : withUnevaluated(site);
    memo.set(schema.key, cases);
    return cases;
  };

  const withUnevaluated = (site: Site): readonly Evaluated[] => {
    const { members, dialect } = site;
    const cases = ofSite(site);
    if (!isSince(dialect, "2019-09")) return cases;
    const names = members.unevaluatedProperties !== undefined;
    const items = members.unevaluatedItems !== undefined;
    if (!names && !items) return cases;
    return merged(
      cases.map((each) => ({
        ...each,
        ...(names ? { names: always } : {}),
        ...(items ? { prefix: "all" as const } : {}),
      })),
      terms,
    );
  };

  const ofSite = (site: Site): readonly Evaluated[] => {
    const below = Map.groupBy(world.below(site.schema), ({ keyword }) => keyword);
    const branches = (keyword: string) => below.get(keyword) ?? [];
    let cases: readonly Evaluated[] = [ownKeywords(site)];
    const also = (more: readonly Evaluated[]) => {
      cases = product(cases, more, terms);
      if (cases.length > mostCases)
        throw new Undecided({
          code: "CASES_TOO_MANY",
          message: `"unevaluated…" looks at more than ${mostCases} cases of branches`,
          at: site.schema.location,
        });
    };

    for (const target of world.targets(site.schema)) also(ofBranch(target));
    for (const { schema } of branches("allOf")) also(ofBranch(schema));
    for (const { schema } of branches("anyOf")) also(whereItHolds(world.translate(schema), ofBranch(schema)));
    also(oneOf(branches("oneOf")));
    also(condition(site, branches));
    for (const keyword of ["dependentSchemas", "dependencies"])
      if (site.members[keyword] !== undefined)
        for (const { key, schema } of branches(keyword))
          also(whereItHolds(presence(key ?? "", terms), ofBranch(schema)));
    return cases;
  };

  const ownKeywords = (site: Site): Evaluated => {
    const { members, dialect } = site;
    const { listKeyword, restKeyword } = itemKeywords(site);
    const isAll = restKeyword !== undefined && members[restKeyword] !== undefined;
    const contains = isSince(dialect, "2020-12") ? site.below("contains") : undefined;
    return {
      guard: always,
      names: members.additionalProperties === undefined ? describedNames(site) : always,
      prefix: isAll ? "all" : lengthOf(listKeyword === undefined ? undefined : members[listKeyword]),
      contained: contains === undefined ? [] : [contains],
    };
  };

  /** The branch's cases where the guard holds, nothing where it does not; one case if there is nothing to tell apart. */
  const whereItHolds = (guard: Literal, cases: readonly Evaluated[]): readonly Evaluated[] =>
    saysNothing(cases)
      ? [nothing]
      : [
          ...cases.map((each) => ({ ...each, guard: terms.and([guard, each.guard]) })),
          { ...nothing, guard: -guard },
        ];

  /** At most one branch holds of a value that satisfies the schema; of others the first that holds is taken. */
  const oneOf = (branches: readonly Below[]): readonly Evaluated[] => {
    const earlier: Literal[] = [];
    const cases: Evaluated[] = [];
    for (const { schema } of branches) {
      const own = ofBranch(schema);
      if (saysNothing(own)) continue;
      const holds = world.translate(schema);
      for (const each of own) cases.push({ ...each, guard: terms.and([...earlier, holds, each.guard]) });
      earlier.push(-holds);
    }
    return [...cases, { ...nothing, guard: terms.and(earlier) }];
  };

  const condition = (
    { dialect }: Site,
    branches: (keyword: string) => readonly Below[],
  ): readonly Evaluated[] => {
    const [test] = isSince(dialect, "draft-07") ? branches("if") : [];
    if (test === undefined) return [nothing];
    const [consequence] = branches("then");
    const [alternative] = branches("else");
    const held = product(
      ofBranch(test.schema),
      consequence ? ofBranch(consequence.schema) : [nothing],
      terms,
    );
    const failed = alternative ? ofBranch(alternative.schema) : [nothing];
    if (saysNothing(held) && saysNothing(failed)) return [nothing];
    const guard = world.translate(test.schema);
    return [
      ...held.map((each) => ({ ...each, guard: terms.and([guard, each.guard]) })),
      ...failed.map((each) => ({ ...each, guard: terms.and([-guard, each.guard]) })),
    ];
  };

  return ofSite;
}

function lengthOf(list: Json | undefined): number {
  return list !== undefined && isArray(list) ? list.length : 0;
}

function saysNothing(cases: readonly Evaluated[]): boolean {
  return cases.every(
    ({ names, prefix, contained }) => names === never && prefix === 0 && contained.length === 0,
  );
}

function product(
  some: readonly Evaluated[],
  others: readonly Evaluated[],
  terms: Terms,
): readonly Evaluated[] {
  const all = some.flatMap((a) =>
    others.map((b) => ({
      guard: terms.and([a.guard, b.guard]),
      names: terms.or([a.names, b.names]),
      prefix: a.prefix === "all" || b.prefix === "all" ? ("all" as const) : Math.max(a.prefix, b.prefix),
      contained: [...new Set([...a.contained, ...b.contained])],
    })),
  );
  return merged(all, terms);
}

/** Cases in which the same is evaluated are one; cases that cannot be are none. */
function merged(cases: readonly Evaluated[], terms: Terms): readonly Evaluated[] {
  const possible = cases.filter(({ guard }) => guard !== never);
  const groups = Map.groupBy(
    possible,
    ({ names, prefix, contained }) => `${names} ${prefix} ${contained.join()}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, guard: terms.or(group.map(({ guard }) => guard)) }];
  });
}
