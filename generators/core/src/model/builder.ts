import { docsOfParts } from "./docs.ts";
import { createGatherer } from "./gather.ts";
import { listOf } from "./lists.ts";
import type { NodeReader } from "./node.ts";
import { objectOfShape } from "./objects.ts";
import { opened, plainKinds } from "./opened.ts";
import {
  type ChoicePart,
  distinct,
  type Kind,
  keyOf,
  kinds,
  kindsPart,
  type Part,
  schemaPart,
} from "./part.ts";
import { mentionsOf, mostAlternatives, shareRoom } from "./room.ts";
import { scalarsOf } from "./scalars.ts";
import { shapeOf } from "./shape.ts";
import { createStates, type State } from "./states.ts";
import { withSwitches } from "./switch.ts";
import type { Type } from "./type.ts";
import { unionOf } from "./union.ts";

export type Builder = {
  readonly states: ReadonlyMap<string, State>;
  /** The state of a root; it and all it leads to are built. */
  declare(parts: readonly Part[]): State;
};

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
  const states = createStates(isTarget);
  const { resolve, isNever, kindsOf, stringsOf } = states;
  const postponed: State[] = [];
  return {
    states: states.all,
    declare(parts) {
      const state = states.of(parts);
      state.isDeclared = true;
      if (state.type === undefined) build(state, { above: new Set(), depth: 0, room: mostAlternatives });
      for (let next = postponed.pop(); next !== undefined; next = postponed.pop())
        if (next.type === undefined) build(next, { above: new Set(), depth: 0, room: mostAlternatives });
      return state;
    },
  };

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
    const isNew = !states.all.has(keyOf(parts));
    if (isNew && states.all.size >= mostStates) return { kind: "unknown" };
    const state = states.of(parts);
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
    const { own, choices } = opened(parts, gather, read);
    if (own.some(({ is }) => is === "never") || choices.some(({ ways }) => ways.length === 0))
      return { kind: "never" };
    const [choice] = choices;
    if (choice === undefined) return typeOfShape(own, way);
    const within = plainKinds(own, read);
    if (choices.length === 1 && within !== undefined) return alternatives(choice, within, way);
    return distributed(own, withSwitches(choices), way);
  }

  function alternatives({ ways }: ChoicePart, within: readonly Kind[], way: Way): Type {
    const types = ways.map((parts) => {
      const type = link(parts, way);
      const isWithin = within.length === kinds.length || kindsOf(type).every((kind) => within.includes(kind));
      return isWithin ? type : link([kindsPart(within), ...parts], way);
    });
    return unionOf(types, states);
  }

  /** One alternative for each way through the choices, as far as there is room; the rest is intersected, or forgotten. */
  function distributed(own: readonly Part[], choices: readonly ChoicePart[], way: Way): Type {
    const { chosen, beside, forgotten } = shareRoom(choices, way.room);
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
      states,
    );
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
      const docsOf = (parts: readonly Part[]) => docsOfParts(parts, read);
      const object = objectOfShape(shape, { typeOf, isNever, stringsOf, docsOf });
      if (object !== undefined) types.push(object);
    }
    return unionOf(types, states);
  }
}
