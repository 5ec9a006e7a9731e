import { type Blame, blamesOf } from "./blame.ts";
import { isSatisfiedBy, type Places } from "./places.ts";

/**
 * A value that fits none of several alternatives breaks all of them, and a person wants to hear about the one that was
 * meant: the one whose kind it is (type, constants) and that it breaks in the fewest ways. Where it is of the kind of
 * none, an alternative is missing, and that is what there is to say.
 */
export function nearestBlame(blame: Blame, world: Places): Blame {
  const { part, schema, value } = blame;
  if (part.keyword !== "anyOf" && part.keyword !== "oneOf") return blame;
  const branches = world.below(schema).filter(({ keyword }) => keyword === part.keyword);
  if (branches.some((branch) => isSatisfiedBy(value, branch.schema, world))) return blame;
  const candidates = branches
    .map((branch) => blamesOf(value, branch.schema, world))
    .filter((blames) => blames.length > 0 && !blames.some(isOfAnotherKind))
    .sort((a, b) => a.length - b.length);
  const [nearest] = candidates[0] ?? [];
  if (nearest === undefined) return blame;
  // Mending one alternative mends the value, but no other: what is asked for stays what all of them ask for.
  return nearestBlame(
    {
      ...nearest,
      way: [...blame.way, ...nearest.way],
      chain: blame.chain,
      law: blame.law,
      lawOf: blame.lawOf,
    },
    world,
  );
}

/** How many of the alternatives the value satisfies: more than one breaks `oneOf` too. */
export function satisfiedAlternatives({ part, schema, value }: Blame, world: Places): number {
  return world
    .below(schema)
    .filter(({ keyword }) => keyword === part.keyword)
    .filter((branch) => isSatisfiedBy(value, branch.schema, world)).length;
}

/** Types and constants say what a value is, near its root; all else says how it has to be. */
function isOfAnotherKind({ part: { keyword }, way }: Blame): boolean {
  return way.length <= (keyword === "type" ? 0 : 1) && (keyword === "type" || keyword === "const");
}
