import { docsOfParts } from "./docs.ts";
import { createGatherer } from "./gather.ts";
import { listOf } from "./lists.ts";
import type { NodeReader } from "./node.ts";
import { type ObjectWorld, objectOfShape } from "./objects.ts";
import {
  type ChoicePart,
  distinct,
  type Kind,
  keyOf,
  kinds,
  kindsPart,
  mentionPart,
  type Part,
  schemaPart,
} from "./part.ts";
import { kindOf, scalarsOf } from "./scalars.ts";
import { shapeOf } from "./shape.ts";
import { withSwitches } from "./switch.ts";
import type { Type } from "./type.ts";
import { unionOf } from "./union.ts";

/** A set of parts and the type of what is all of them. References lead from type to type by its key. */
export type State = {
  readonly key: string;
  readonly parts: readonly Part[];
  /** Absent while it is being found. */
  type?: Type;
  /** It has a name: something refers to it, or it holds itself. */
  isDeclared: boolean;
};

export type Builder = {
  readonly states: ReadonlyMap<string, State>;
  /** The state of a root; it and all it leads to are built. */
  declare(parts: readonly Part[]): State;
};

/** How many alternatives a type may unfold into, for choices that must be kept and for those that may be forgotten. */
const mostAlternatives = 64;
const mostForOptional = 16;
/** How large a product of alternatives a compiler may be asked to look at. */
const mostIntersected = 1000;
const mostStates = 50_000;
const deepest = 60;

type Way = {
  /** States on the way here that are about the very same value. */
  readonly above: ReadonlySet<string>;
  readonly depth: number;
  /** How many alternatives there is room for. */
  readonly room: number;
};

/**
 * Finds types: depth first, so that what can hold nothing is known where it is asked for. Each set of parts is looked at once,
 * however often it is met; a set that is met inside itself gets a name.
 */
export function createBuilder(read: NodeReader, isTarget: (part: Part) => boolean): Builder {
  const gather = createGatherer(read);
  const states = new Map<string, State>();
  const postponed: State[] = [];
  const resolve = (type: Type): Type | undefined => {
    let known: Type | undefined = type;
    for (let steps = 0; known?.kind === "reference" && steps < deepest; steps += 1)
      known = states.get(known.to)?.type;
    return known?.kind === "reference" ? undefined : known;
  };
  const world = {
    resolve,
    isNamed: (type: Type) => type.kind === "reference" && states.get(type.to)?.isDeclared === true,
  };
  const isNever = (type: Type) => resolve(type)?.kind === "never";

  return {
    states,
    declare(parts) {
      const state = stateOf(parts);
      state.isDeclared = true;
      if (state.type === undefined) build(state, { above: new Set(), depth: 0, room: mostAlternatives });
      for (let next = postponed.pop(); next !== undefined; next = postponed.pop())
        if (next.type === undefined) build(next, { above: new Set(), depth: 0, room: mostAlternatives });
      return state;
    },
  };

  function stateOf(parts: readonly Part[]): State {
    const key = keyOf(parts);
    const known = states.get(key);
    if (known !== undefined) return known;
    const [only] = parts;
    const isDeclared = parts.length === 1 && only !== undefined && isTarget(only);
    const state: State = { key, parts, isDeclared };
    states.set(key, state);
    return state;
  }

  /** The type of what is all of these: itself where it is short, else a reference to where it stands. */
  function link(given: readonly Part[], way: Way): Type {
    const parts = essential(distinct(given));
    if (parts.some(({ is }) => is === "never")) return { kind: "never" };
    const [only] = parts;
    if (only === undefined) return { kind: "unknown" };
    if (parts.length === 1 && only.is === "schema" && !isTarget(only)) {
      const { isAlias, targets } = read(only.schema);
      const [target] = targets;
      if (isAlias && target !== undefined) return link([schemaPart(target)], way);
    }
    const isNew = !states.has(keyOf(parts));
    if (isNew && states.size >= mostStates) return { kind: "unknown" };
    const state = stateOf(parts);
    if (state.type === undefined) {
      if (!isNew) {
        // Met inside itself: beneath a member or an item it has a name; in its own place it says nothing.
        if (way.above.has(state.key)) return { kind: "unknown" };
        state.isDeclared = true;
        return { kind: "reference", to: state.key };
      }
      if (way.depth >= deepest) {
        state.isDeclared = true;
        postponed.push(state);
        return { kind: "reference", to: state.key };
      }
      build(state, way);
    }
    return linkTo(state);
  }

  function linkTo({ key, type, isDeclared }: State): Type {
    if (type === undefined) return { kind: "reference", to: key };
    if (type.kind === "never") return type;
    const isShort =
      type.kind !== "list" && type.kind !== "object" && type.kind !== "union" && type.kind !== "intersection";
    return isDeclared || !isShort ? { kind: "reference", to: key } : type;
  }

  /** Without schemas that say nothing. */
  function essential(parts: readonly Part[]): readonly Part[] {
    // Which way was taken matters to a closing schema above the choice alone.
    const isClosing = parts.some(({ is }) => is === "closing");
    return parts.flatMap((part): readonly Part[] => {
      if (part.is === "taken") return isClosing ? [part] : [];
      if (part.is !== "schema")
        return part.is === "kinds" && part.kinds.length === kinds.length ? [] : [part];
      if (part.schema.schema === true) return [];
      const { own, choices } = gather([part]);
      if (own.length + choices.length === 0) return [];
      return own.some(({ is }) => is === "never") ? own : [part];
    });
  }

  function build(state: State, way: Way): void {
    const here = { ...way, above: new Set([...way.above, state.key]), depth: way.depth + 1 };
    state.type = assemble(state.parts, here);
  }

  function assemble(parts: readonly Part[], way: Way): Type {
    const { own, choices } = opened(parts);
    if (own.some(({ is }) => is === "never") || choices.some(({ ways }) => ways.length === 0))
      return { kind: "never" };
    const [choice] = choices;
    if (choice === undefined) return typeOfShape(own, way);
    const within = plainKinds(own);
    if (choices.length === 1 && within !== undefined) return alternatives(choice, within, way);
    return distributed(own, withSwitches(choices), way);
  }

  /** References and `allOf` are taken in, unless one of them is all there is. */
  function opened(parts: readonly Part[]): {
    readonly own: readonly Part[];
    readonly choices: readonly ChoicePart[];
  } {
    const done = new Set<string>();
    let { own, choices } = gather(parts);
    for (;;) {
      if (choices.length === 1 && plainKinds(own) !== undefined) return { own, choices };
      const single = choices.filter(({ ways }) => ways.length === 1);
      if (single.length === 0) return { own, choices };
      for (const { key } of single) done.add(key);
      const further = gather([
        ...own,
        ...choices.filter(({ key }) => !done.has(key)),
        ...single.flatMap(({ ways }) => ways[0] ?? []),
      ]);
      own = further.own;
      choices = further.choices.filter(({ key }) => !done.has(key));
    }
  }

  /** The kinds that parts restrict a value to, where they say nothing else. */
  function plainKinds(own: readonly Part[]): readonly Kind[] | undefined {
    let left: readonly Kind[] = kinds;
    for (const part of own) {
      if (part.is === "taken") continue;
      if (part.is !== "kinds" && !(part.is === "own" && isTypeOnly(part))) return undefined;
      const shape = shapeOf([part], read);
      if (shape.isInteger) return undefined;
      left = left.filter((kind) => shape.kinds.has(kind));
    }
    return left;
  }

  function isTypeOnly(part: Extract<Part, { readonly is: "own" }>): boolean {
    const { objects, lists, required, literals, atMost, atLeast, facts } = shapeOf([part], read);
    return (
      objects.length + lists.length + required.size + atLeast + Object.keys(facts).length === 0 &&
      literals === undefined &&
      atMost === Number.POSITIVE_INFINITY
    );
  }

  function alternatives({ ways }: ChoicePart, within: readonly Kind[], way: Way): Type {
    const types = ways.map((parts) => {
      const type = link(parts, way);
      const isWithin = within.length === kinds.length || kindsOf(type).every((kind) => within.includes(kind));
      return isWithin ? type : link([kindsPart(within), ...parts], way);
    });
    return unionOf(types, world);
  }

  function kindsOf(type: Type): readonly Kind[] {
    const known = resolve(type);
    switch (known?.kind) {
      case undefined:
      case "unknown":
      case "intersection":
        return kinds;
      case "never":
        return [];
      case "literal":
        return [kindOf(known.value)];
      case "list":
        return ["array"];
      case "union":
        return known.of.flatMap(kindsOf);
      default:
        return known === undefined || known.kind === "reference" ? kinds : [known.kind];
    }
  }

  /** One alternative for each way through the choices, as far as there is room; the rest is intersected, or forgotten. */
  function distributed(own: readonly Part[], choices: readonly ChoicePart[], way: Way): Type {
    const chosen: ChoicePart[] = [];
    const beside: ChoicePart[] = [];
    const forgotten: ChoicePart[] = [];
    let product = 1;
    let intersected = 1;
    for (const choice of choices.toSorted((a, b) => Number(a.isOptional) - Number(b.isOptional))) {
      const count = choice.ways.length;
      const room = choice.isOptional ? Math.min(way.room, mostForOptional) : way.room;
      if (product * count <= room) {
        product *= count;
        chosen.push(choice);
      } else if (!choice.isOptional && intersected * count <= mostIntersected) {
        intersected *= count;
        beside.push(choice);
      } else forgotten.push(choice);
    }
    const base = [...own, ...forgotten.flatMap(mentionsOf)];
    if (beside.length > 0) {
      const whole = link([...base, ...chosen], way);
      const within = kindsPart(kindsOf(whole));
      return intersectionOf([whole, ...beside.map((choice) => link([within, choice], way))]);
    }
    const [first, ...others] = chosen;
    if (first === undefined) return typeOfShape(base, way);
    const narrower = { ...way, room: Math.max(1, Math.floor(way.room / first.ways.length)) };
    return unionOf(
      first.ways.map((parts) => link([...base, ...parts, ...others], narrower)),
      world,
    );
  }

  function mentionsOf({ ways }: ChoicePart): readonly Part[] {
    return ways.flat().flatMap((part) => (part.is === "schema" ? [mentionPart(part.schema)] : []));
  }

  function intersectionOf(types: readonly Type[]): Type {
    const left = types.filter((type) => resolve(type)?.kind !== "unknown");
    const [only] = left;
    if (only === undefined) return { kind: "unknown" };
    if (left.some(isNever)) return { kind: "never" };
    return left.length === 1 ? only : { kind: "intersection", of: left };
  }

  function typeOfShape(own: readonly Part[], way: Way): Type {
    const shape = shapeOf(own, read);
    const inside: Way = { above: new Set(), depth: way.depth, room: mostAlternatives };
    const typeOf = (parts: readonly Part[]) => link(parts, inside);
    const types = [...scalarsOf(shape)];
    const areCounted = shape.literals !== undefined;
    if (!areCounted && shape.kinds.has("array")) {
      const list = listOf(shape, typeOf, isNever);
      if (list !== undefined) types.push(list);
    }
    if (!areCounted && shape.kinds.has("object")) {
      const objectWorld: ObjectWorld = {
        typeOf,
        isNever,
        stringsOf,
        docsOf: (parts) => docsOfParts(parts, read),
      };
      const object = objectOfShape(shape, objectWorld);
      if (object !== undefined) types.push(object);
    }
    return unionOf(types, world);
  }

  function stringsOf(type: Type): readonly string[] | undefined {
    const known = resolve(type);
    const all = known?.kind === "union" ? known.of : [known];
    const strings = all.filter((each) => kindsOf(each ?? { kind: "unknown" }).includes("string"));
    const values = strings.map((each) => (each?.kind === "literal" ? each.value : undefined));
    return values.every((value) => typeof value === "string") ? values : undefined;
  }
}
