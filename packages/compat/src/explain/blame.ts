import { formatPointer, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import type { Budget } from "../budget.ts";
import type { Inside, Part, Translator } from "../normalise/index.ts";
import { type Holds, type Literal, told } from "../terms/index.ts";

/** The innermost thing that a schema says and a value breaks. */
export type Blame = {
  readonly part: Part;
  /** Whose keyword it is. */
  readonly schema: ResolvedSchema;
  /** The way from the whole value to the one that the keyword judges, and that value. */
  readonly way: readonly (string | number)[];
  readonly value: Json;
  /** The parts that lead from the root to this one, itself included; ends early where a schema comes back to itself. */
  readonly chain: readonly Part[];
  /** What the whole value would have to satisfy for nobody to break the part, there or in the values beside it. */
  readonly law: Literal;
  /** The same for something else that could be said of the value. */
  lawOf(said: Literal): Literal;
};

export type Blaming = {
  readonly translator: Pick<Translator, "translate" | "partsOf">;
  readonly holds: Holds;
  readonly budget: Budget;
};

/** Everything innermost that the value breaks, in the order of the text. Empty where nothing can be told. */
export function blamesOf(
  value: Json,
  root: ResolvedSchema,
  { translator, holds, budget }: Blaming,
): readonly Blame[] {
  const found: Blame[] = [];
  /** The schemas on the way down to the one that is looked at. */
  const above = new Set([root.key]);
  const isBroken = (literal: Literal, of: Json) => told(holds, literal, of) === false;

  const look = (at: Place): void => {
    for (const part of translator.partsOf(at.schema)) {
      budget.step();
      if (!isBroken(part.says, at.value)) continue;
      const before = found.length;
      const { inside } = part;
      if (inside !== undefined && !isClosing(inside)) lookInside(part, inside, at);
      if (found.length > before) continue;
      budget.step(2);
      found.push(blameOf(part, at));
    }
  };

  const lookInside = (part: Part, inside: Inside, at: Place): void => {
    const is = translator.translate(inside.schema);
    // Coming back to a schema within its own value: whatever breaks it deeper down is the same again.
    const isNew = !above.has(inside.schema.key);
    above.add(inside.schema.key);
    for (const [way, inner] of inside.reach(at.value))
      if (isBroken(is, inner))
        look({
          schema: inside.schema,
          value: inner,
          from: { at, part, inside, way },
          isAgain: at.isAgain || !isNew,
        });
    if (isNew) above.delete(inside.schema.key);
  };

  look({ schema: root, value, isAgain: false });
  return found;
}

type Place = Pick<Blame, "schema" | "value"> & {
  /** The step that led here, and from where; absent at the root. */
  readonly from?: {
    readonly at: Place;
    readonly part: Part;
    readonly inside: Inside;
    readonly way: readonly (string | number)[];
  };
  /** The way has come through some schema twice. */
  readonly isAgain: boolean;
};

function blameOf(part: Part, place: Place): Blame {
  const steps = [...stepsTo(place)].reverse();
  const onlyOnce = steps.filter(({ at }) => !at.isAgain);
  const isAgain = onlyOnce.length < steps.length || place.isAgain;
  const lawOf = (said: Literal) => {
    // Where a schema came back to itself, all that it says there is asked for.
    const last = place.isAgain ? onlyOnce.at(-1) : undefined;
    const outer = last === undefined ? onlyOnce : onlyOnce.slice(0, -1);
    return outer.reduceRight((law, { inside }) => inside.lift(law), last?.part.says ?? said);
  };
  return {
    part,
    schema: place.schema,
    value: place.value,
    way: steps.flatMap(({ way }) => way),
    chain: [...onlyOnce.map((step) => step.part), ...(isAgain ? [] : [part])],
    lawOf,
    law: lawOf(part.says),
  };
}

function* stepsTo(place: Place) {
  for (let { from } = place; from !== undefined; { from } = from.at) yield from;
}

/** What may not be there at all, or never be the case: the keyword says so, and the `false` below it is no news. */
function isClosing({ schema, isAbout }: Inside): boolean {
  return schema.schema === false && isAbout !== "whole";
}

/** The place in the value, as a JSON Pointer. */
export function pointerOf({ way }: Pick<Blame, "way">): string {
  return formatPointer(way);
}
