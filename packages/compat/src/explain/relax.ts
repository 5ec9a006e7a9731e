import type { ResolvedSchema } from "@concordat/schema";
import type { Engine } from "../emptiness/index.ts";
import type { Part, Translator } from "../normalise/index.ts";
import { always, type Literal, never } from "../terms/index.ts";
import type { Blame } from "./blame.ts";

/** What is excused: all of a part, some names that it forbids, or something inside it. */
type Excuses = { isWhole: boolean; readonly names: Set<string>; readonly inside: Map<string, Excuses> };

/** A schema as it would be with some of its parts mended, that is, taken out. */
export type Relaxation = {
  /** Takes a part out. */
  excuse(blame: Blame): void;
  isExcused(blame: Blame): boolean;
  /** What the rest of the schema says. */
  rest(): Literal;
};

/**
 * Follows only the ways that lead to something excused; everything beside them stays the proposition that it was, so the
 * rest costs no more than the depth of what is taken out of it.
 */
export function createRelaxation(
  root: ResolvedSchema,
  { translate, partsOf }: Pick<Translator, "translate" | "partsOf">,
  { terms, budget }: Pick<Engine, "terms" | "budget">,
): Relaxation {
  const excused = noExcuses();

  const restOf = (schema: ResolvedSchema, { inside }: Excuses): Literal => {
    if (inside.size === 0) return translate(schema);
    const parts = partsOf(schema);
    budget.step(3 * parts.length);
    return terms.and(
      parts.map((part) => {
        const excuses = inside.get(part.pointer);
        return excuses === undefined ? part.says : restOfPart(part, excuses);
      }),
    );
  };

  const restOfPart = (part: Part, excuses: Excuses): Literal => {
    if (excuses.isWhole) return always;
    if (part.inside === undefined) return part.says;
    if (excuses.names.size === 0 || part.inside.names === undefined)
      return part.inside.lift(restOf(part.inside.schema, excuses));
    const names = terms.and([part.inside.names, -terms.scalars([...excuses.names])]);
    return terms.atom({ kind: "members", names, is: never });
  };

  return {
    excuse({ chain, part }) {
      let at = excused;
      for (const { pointer } of chain) {
        const next = at.inside.get(pointer) ?? noExcuses();
        at.inside.set(pointer, next);
        at = next;
      }
      if (part.isNarrowed === true && part.name !== undefined) at.names.add(part.name);
      else at.isWhole = true;
    },
    isExcused({ chain, part }) {
      let at: Excuses | undefined = excused;
      for (const { pointer } of chain) {
        at = at?.inside.get(pointer);
        if (at?.isWhole === true) return true;
      }
      return part.isNarrowed === true && part.name !== undefined && at?.names.has(part.name) === true;
    },
    rest: () => restOf(root, excused),
  };
}

function noExcuses(): Excuses {
  return { isWhole: false, names: new Set(), inside: new Map() };
}
