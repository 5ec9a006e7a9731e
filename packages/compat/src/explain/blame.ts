import { formatPointer, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { Undecided } from "../budget.ts";
import type { Part, Translator } from "../normalise/index.ts";
import type { Holds, Literal } from "../terms/index.ts";

/** The innermost thing that a schema says and a value breaks. */
export type Blame = {
  readonly part: Part;
  /** Whose keyword it is. */
  readonly schema: ResolvedSchema;
  /** The way from the whole value to the one that the keyword judges, and that value. */
  readonly way: readonly (string | number)[];
  readonly value: Json;
  /** What the whole value would have to satisfy for nobody to break the part, there or in the values beside it. */
  readonly law: Literal;
  /** The same for something else that could be said of the value. */
  lawOf(said: Literal): Literal;
};

export type Blaming = {
  readonly translator: Pick<Translator, "translate" | "partsOf">;
  readonly holds: Holds;
};

/** Everything innermost that the value breaks, in the order of the text. Empty where nothing can be told. */
export function blamesOf(
  value: Json,
  root: ResolvedSchema,
  { translator, holds }: Blaming,
): readonly Blame[] {
  const found: Blame[] = [];
  const isBroken = (literal: Literal, of: Json): boolean => {
    try {
      return !holds(literal, of);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      return false;
    }
  };

  const look = (at: Place): void => {
    for (const part of translator.partsOf(at.schema)) {
      if (!isBroken(part.says, at.value)) continue;
      const before = found.length;
      const { inside } = part;
      // A place that nothing may take says all there is to say: `false` itself is no news.
      if (inside !== undefined && inside.schema.schema !== false) {
        const is = translator.translate(inside.schema);
        // Coming back to a schema within its own value: whatever breaks it deeper down is the same again.
        const isAgain = at.above.has(inside.schema.key);
        for (const [way, inner] of inside.reach(at.value))
          if (isBroken(is, inner))
            look({
              schema: inside.schema,
              value: inner,
              way: [...at.way, ...way],
              above: new Set([...at.above, inside.schema.key]),
              law: isAgain || at.isAgain ? () => at.law(part.says) : (said) => at.law(inside.lift(said)),
              isAgain: isAgain || at.isAgain,
            });
      }
      if (found.length === before)
        found.push({
          part,
          schema: at.schema,
          way: at.way,
          value: at.value,
          law: at.law(part.says),
          lawOf: at.law,
        });
    }
  };
  look({
    schema: root,
    value,
    way: [],
    above: new Set([root.key]),
    law: (said) => said,
    isAgain: false,
  });
  return found;
}

type Place = {
  readonly schema: ResolvedSchema;
  readonly value: Json;
  readonly way: readonly (string | number)[];
  /** The schemas that the way led through. */
  readonly above: ReadonlySet<string>;
  readonly law: (said: Literal) => Literal;
  readonly isAgain: boolean;
};

/** The place in the value, as a JSON Pointer. */
export function pointerOf({ way }: Pick<Blame, "way">): string {
  return formatPointer(way);
}
