import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import type { Below } from "../resolved.ts";
import type { Groups } from "./group.ts";
import { has, type Member, type SchemaMember, type Seed, under, type ValueMember } from "./member.ts";
import { areDisjoint, type PatternMatcher } from "./patterns.ts";

/**
 * What a position is made of. `must` applies to every value that can stand there (as far as the branches it lies in
 * apply), `may` only to some: the names that match one pattern are not all the names that match another one too.
 *
 * A closing that holds for the group of `must` and forbids nothing that anyone of `may` declares is right for every
 * value at the position, whichever of `may` applies to it.
 */
export type Position = { readonly must: readonly Seed[]; readonly may: readonly Seed[] };

/** The groups of a position; `may` without what is in `must`. */
export type PositionGroup = { readonly must: readonly Member[]; readonly may: readonly Member[] };

export type Surroundings = {
  readonly groups: Groups;
  readonly matches: PatternMatcher;
  /** Accounts for members about to be looked at. May throw. */
  readonly pay: (members: number) => void;
};

/** What one member contributes to a child position. */
type Share = { readonly sure: readonly Seed[]; readonly perhaps: readonly Seed[] };

const nothing: Share = { sure: [], perhaps: [] };

/** The position of one name. Exact, but for patterns that the matcher cannot judge. */
export function childOfName(group: PositionGroup, name: string, around: Surroundings): Position {
  return combine(group, around, (member) => shareOfName(member, name, around));
}

/**
 * The position of all names that match the pattern, literal ones included: K's `patternProperties` speaks of them
 * too, beside its `properties`. So what applies to a matching literal name alone is `may` here.
 */
export function childOfPattern(
  group: PositionGroup,
  pattern: string,
  literalNames: readonly string[],
  around: Surroundings,
): Position {
  const generic = combine(group, around, (member) => shareOfPattern(member, pattern, around));
  const matching = literalNames.filter((name) => around.matches(pattern, name) !== false);
  const literal = matching.map((name) => childOfName(group, name, around));
  return {
    must: generic.must,
    may: [...generic.may, ...literal.flatMap(({ must, may }) => [...must, ...may])],
  };
}

/** The position of every name that nobody declares. */
export function childOfOtherNames(group: PositionGroup, around: Surroundings): Position {
  return combine(group, around, (member) => {
    if (member.kind === "value") return nothing;
    const isTaken = others(member, around).some(
      (other) => has(other, "additionalProperties") || has(other, "unevaluatedProperties"),
    );
    return { sure: otherwise(member, "additionalProperties", "unevaluatedProperties", isTaken), perhaps: [] };
  });
}

/** The position of one index of the group's longest prefix, or with `undefined` of all indexes from `length` on. */
export function childOfIndex(
  group: PositionGroup,
  index: number | undefined,
  length: number,
  around: Surroundings,
): Position {
  const place = index ?? length;
  return combine(group, around, (member) => {
    if (member.kind === "value") {
      const elements = isArray(member.value) ? member.value : [];
      const here = elements.map((value, at) => valueBelow(member, at, value));
      return { sure: index === undefined ? here.slice(length) : here.slice(index, index + 1), perhaps: [] };
    }
    const own = prefixOf(member)[place];
    if (own !== undefined) return { sure: [own.schema], perhaps: [] };
    const rest = restOf(member);
    if (rest.length > 0) return { sure: schemas(rest), perhaps: [] };
    const isTaken = others(member, around).some(
      (other) => place < prefixOf(other).length || restOf(other).length > 0 || has(other, "unevaluatedItems"),
    );
    return { sure: isTaken ? [] : schemas(under(member, "unevaluatedItems")), perhaps: [] };
  });
}

/** How many indexes have a schema of their own, in the member that names most. */
export function prefixLength({ must, may }: PositionGroup): number {
  const lengths = [...must, ...may].map((member) => (member.kind === "value" ? 0 : prefixOf(member).length));
  return Math.max(0, ...lengths);
}

function combine(
  { must, may }: PositionGroup,
  { pay }: Surroundings,
  shareOf: (member: Member) => Share,
): Position {
  pay(must.length + may.length);
  const sure = must.map(shareOf);
  const unsure = may.map(shareOf);
  return {
    must: sure.flatMap((share) => share.sure),
    may: [
      ...sure.flatMap(({ perhaps }) => perhaps),
      ...unsure.flatMap((share) => [...share.sure, ...share.perhaps]),
    ],
  };
}

function shareOfName(member: Member, name: string, around: Surroundings): Share {
  if (member.kind === "value") {
    const { value } = member;
    const below = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return below === undefined ? nothing : { sure: [valueBelow(member, name, below)], perhaps: [] };
  }
  const { sure, perhaps } = evaluating(member, name, around);
  if (sure.length > 0) return { sure, perhaps };
  const isTaken = others(member, around).some(
    (other) =>
      has(other, "additionalProperties") ||
      has(other, "unevaluatedProperties") ||
      evaluating(other, name, around).sure.length > 0,
  );
  const rest = otherwise(member, "additionalProperties", "unevaluatedProperties", isTaken);
  return perhaps.length > 0 ? { sure: [], perhaps: [...perhaps, ...rest] } : { sure: rest, perhaps: [] };
}

/** By `properties` and `patternProperties`: a name that both speak of gets both. */
function evaluating(member: SchemaMember, name: string, { matches, pay }: Surroundings): Share {
  const named = member.named.get(name);
  pay(under(member, "patternProperties").length);
  const patterned = under(member, "patternProperties").map((step) => ({
    step,
    isMatch: matches(step.key ?? "", name),
  }));
  return {
    sure: schemas([
      ...(named === undefined ? [] : [named]),
      ...patterned.flatMap(({ step, isMatch }) => (isMatch === true ? [step] : [])),
    ]),
    perhaps: schemas(patterned.flatMap(({ step, isMatch }) => (isMatch === undefined ? [step] : []))),
  };
}

function shareOfPattern(member: Member, pattern: string, around: Surroundings): Share {
  if (member.kind === "value") return nothing;
  const patterned = under(member, "patternProperties");
  around.pay(patterned.length);
  const own = patterned.filter(({ key }) => key === pattern);
  const overlapping = patterned.filter(({ key = "" }) => key !== pattern && !areDisjoint(key, pattern));
  if (own.length > 0) return { sure: schemas(own), perhaps: schemas(overlapping) };
  const isTaken = others(member, around).some(
    (other) =>
      has(other, "additionalProperties") ||
      has(other, "unevaluatedProperties") ||
      under(other, "patternProperties").some(({ key }) => key === pattern),
  );
  const rest = otherwise(member, "additionalProperties", "unevaluatedProperties", isTaken);
  const someAreNamed = under(member, "properties").some(
    ({ key = "" }) => around.matches(pattern, key) !== false,
  );
  return overlapping.length > 0 || someAreNamed
    ? { sure: [], perhaps: [...schemas(overlapping), ...rest] }
    : { sure: rest, perhaps: [] };
}

/**
 * What applies to a name that the member itself does not mention. `unevaluated…` only reaches what nothing that surely
 * applies beside it has evaluated; what a branch may or may not evaluate, it may reach.
 */
function otherwise(
  member: SchemaMember,
  additional: string,
  unevaluated: string,
  isTaken: boolean,
): readonly Seed[] {
  if (has(member, additional)) return schemas(under(member, additional));
  return isTaken ? [] : schemas(under(member, unevaluated));
}

function others(member: SchemaMember, { groups, pay }: Surroundings): readonly SchemaMember[] {
  const together = groups.surelyWith(member);
  pay(together.length);
  return together.filter(({ key }) => key !== member.key);
}

function prefixOf(member: SchemaMember): readonly Below[] {
  return [...under(member, "prefixItems"), ...under(member, "items").filter(({ key }) => key !== undefined)];
}

function restOf(member: SchemaMember): readonly Below[] {
  const items: Json | undefined = member.keywords.items;
  // `additionalItems` counts beside a list of items only.
  return items !== undefined && isArray(items) ? under(member, "additionalItems") : under(member, "items");
}

function valueBelow({ key }: ValueMember, token: string | number, value: Json): ValueMember {
  return { kind: "value", key: appendToPointer(key, token), value };
}

function schemas(steps: readonly Below[]): readonly Seed[] {
  return steps.map(({ schema }) => schema);
}
