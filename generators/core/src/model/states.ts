import { type Kind, keyOf, kinds, type Part } from "./part.ts";
import { kindOf } from "./scalars.ts";
import type { Type } from "./type.ts";

/** A set of parts and the type of what is all of them. References lead from type to type by its key. */
export type State = {
  readonly key: string;
  readonly parts: readonly Part[];
  /** Absent while it is being found. */
  type?: Type;
  /** It has a name: something refers to it, or it holds itself. */
  isDeclared: boolean;
};

/** All states there are, and what is known of the types that lead to them. */
export type States = {
  readonly all: ReadonlyMap<string, State>;
  /** The state of these parts; a new one if there is none yet. */
  of(parts: readonly Part[]): State;
  /** What a reference stands for, as far as it is known yet; any other type stands for itself. */
  resolve(type: Type): Type | undefined;
  isNamed(type: Type): boolean;
  isNever(type: Type): boolean;
  /** The kinds of values that may be of the type; all where it is not known yet. */
  kindsOf(type: Type): readonly Kind[];
  /** The strings of a type, where they are counted. */
  stringsOf(type: Type): readonly string[] | undefined;
};

const farthest = 60;

export function createStates(isTarget: (part: Part) => boolean): States {
  const all = new Map<string, State>();
  return {
    all,
    of(parts) {
      const key = keyOf(parts);
      const known = all.get(key);
      if (known !== undefined) return known;
      const [only] = parts;
      const isDeclared = parts.length === 1 && only !== undefined && isTarget(only);
      const state: State = { key, parts, isDeclared };
      all.set(key, state);
      return state;
    },
    resolve,
    isNamed: (type) => type.kind === "reference" && all.get(type.to)?.isDeclared === true,
    isNever: (type) => resolve(type)?.kind === "never",
    kindsOf,
    stringsOf(type) {
      const known = resolve(type);
      const alternatives = known?.kind === "union" ? known.of : [known ?? unknown];
      const strings = alternatives.filter((each) => kindsOf(each).includes("string"));
      const values = strings.map((each) => (each.kind === "literal" ? each.value : undefined));
      return values.every((value) => typeof value === "string") ? values : undefined;
    },
  };

  function resolve(type: Type): Type | undefined {
    let known: Type | undefined = type;
    for (let steps = 0; known?.kind === "reference" && steps < farthest; steps += 1)
      known = all.get(known.to)?.type;
    return known?.kind === "reference" ? undefined : known;
  }

  function kindsOf(type: Type): readonly Kind[] {
    const known = resolve(type) ?? unknown;
    switch (known.kind) {
      case "unknown":
      case "intersection":
      case "reference":
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
        return [known.kind];
    }
  }
}

const unknown: Type = { kind: "unknown" };
