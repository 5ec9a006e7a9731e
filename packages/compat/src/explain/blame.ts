import { formatPointer, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
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
};

/** Everything innermost that the value breaks, in the order of the text. Empty where nothing can be told. */
export function blamesOf(
  value: Json,
  root: ResolvedSchema,
  { translator, holds }: Blaming,
): readonly Blame[] {
  const found: Blame[] = [];
  const isBroken = (literal: Literal, of: Json) => told(holds, literal, of) === false;

  const look = (at: Place): void => {
    for (const part of translator.partsOf(at.schema)) {
      if (!isBroken(part.says, at.value)) continue;
      const before = found.length;
      const chain = at.isAgain ? at.chain : [...at.chain, part];
      const { inside } = part;
      if (inside !== undefined && !isClosing(inside)) {
        const is = translator.translate(inside.schema);
        // Coming back to a schema within its own value: whatever breaks it deeper down is the same again.
        const isAgain = at.isAgain || at.above.has(inside.schema.key);
        const lawOf = (said: Literal) => at.lawOf(isAgain ? part.says : inside.lift(said));
        const above = new Set([...at.above, inside.schema.key]);
        for (const [way, value] of inside.reach(at.value))
          if (isBroken(is, value))
            look({ schema: inside.schema, value, way: [...at.way, ...way], above, chain, lawOf, isAgain });
      }
      if (found.length === before) {
        const { schema, way, value, lawOf } = at;
        found.push({ part, schema, way, value, chain, lawOf, law: lawOf(part.says) });
      }
    }
  };
  const above = new Set([root.key]);
  look({ schema: root, value, way: [], above, chain: [], lawOf: (said) => said, isAgain: false });
  return found;
}

/** What may not be there at all, or never be the case: the keyword says so, and the `false` below it is no news. */
function isClosing({ schema, isAbout }: Inside): boolean {
  return schema.schema === false && isAbout !== "whole";
}

type Place = Pick<Blame, "schema" | "value" | "way" | "chain" | "lawOf"> & {
  /** The schemas that the way led through. */
  readonly above: ReadonlySet<string>;
  /** One of them for the second time. */
  readonly isAgain: boolean;
};

/** The place in the value, as a JSON Pointer. */
export function pointerOf({ way }: Pick<Blame, "way">): string {
  return formatPointer(way);
}
