import { isArray, isObject, type Json } from "@concordat/json";
import { closingFacets, mentioned, type Taken } from "./closing.ts";
import type { ObjectFacet, Shape } from "./facet.ts";
import type { NodeReader } from "./node.ts";
import { ownClaim } from "./own-claim.ts";
import { kinds, never, type Part, valuePart } from "./part.ts";
import { commonLiterals } from "./said.ts";

const anyShape: Shape = {
  kinds: new Set(kinds),
  isInteger: false,
  literals: undefined,
  excluded: new Set(),
  objects: [],
  required: new Set(),
  absent: new Set(),
  lists: [],
  atLeast: 0,
  atMost: Number.POSITIVE_INFINITY,
  facts: {},
};

/** Puts parts together that hold at once. Choices and whole schemas are none of them. */
export function shapeOf(parts: readonly Part[], read: NodeReader): Shape {
  const taken = new Map(
    parts.flatMap((part) => (part.is === "taken" ? [[part.choice, part.index] as const] : [])),
  );
  // Members come in the order in which they are described; a closing schema only repeats their names.
  const repeats = ({ is }: Part) => is === "closing" || is === "mention";
  const ordered = [...parts.filter((part) => !repeats(part)), ...parts.filter(repeats)];
  return ordered.map((part) => claimOf(part, taken, read)).reduce(both, anyShape);
}

function both(a: Shape, b: Partial<Shape>): Shape {
  return {
    kinds: b.kinds === undefined ? a.kinds : common(a.kinds, b.kinds),
    isInteger: a.isInteger || b.isInteger === true,
    literals: commonLiterals(a.literals, b.literals),
    excluded: b.excluded === undefined ? a.excluded : either(a.excluded, b.excluded),
    objects: b.objects === undefined ? a.objects : [...a.objects, ...b.objects],
    required: b.required === undefined ? a.required : either(a.required, b.required),
    absent: b.absent === undefined ? a.absent : either(a.absent, b.absent),
    lists: b.lists === undefined ? a.lists : [...a.lists, ...b.lists],
    atLeast: Math.max(a.atLeast, b.atLeast ?? 0),
    atMost: Math.min(a.atMost, b.atMost ?? Number.POSITIVE_INFINITY),
    facts: b.facts === undefined ? a.facts : { ...b.facts, ...a.facts },
  };
}

function common<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...a].filter((item) => b.has(item)));
}

function either<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...a, ...b]);
}

function claimOf(part: Part, taken: Taken, read: NodeReader): Partial<Shape> {
  switch (part.is) {
    case "own":
      return ownClaim(part.schema, read);
    case "value":
      return claimOfValue(part.value);
    case "kinds":
      return { kinds: new Set(part.kinds) };
    case "other-than":
      return { excluded: new Set(part.values) };
    case "present":
      return { required: new Set([part.name]) };
    case "absent":
      return { absent: new Set([part.name]) };
    case "member":
      return { objects: [{ members: new Map([[part.name, part.part]]), patterns: [] }] };
    case "mention":
      return { objects: [mentioned(part.schema, read)] };
    case "closing":
      return closingFacets(part, taken, read);
    case "never":
      return { kinds: new Set() };
    default:
      return {};
  }
}

function claimOfValue(value: Json): Partial<Shape> {
  if (isArray(value)) {
    const { length } = value;
    const first = value.map(valuePart);
    return { kinds: new Set(["array"]), lists: [{ first, rest: never }], atLeast: length, atMost: length };
  }
  if (!isObject(value)) return { literals: [value] };
  const members = new Map(Object.entries(value).map(([name, member]) => [name, valuePart(member)]));
  const facet: ObjectFacet = { members, patterns: [], others: never };
  return { kinds: new Set(["object"]), objects: [facet], required: new Set(members.keys()) };
}
