import { type ChoicePart, mentionPart, type Part } from "./part.ts";

/** How many alternatives a type may unfold into. */
export const mostAlternatives = 64;
/** The same for choices that may be forgotten. */
const mostForOptional = 16;
/** How large a product of alternatives a compiler may be asked to look at. */
const mostIntersected = 1000;

/** What becomes of each of several choices that hold at once. */
export type Shared = {
  /** There is room for all ways through these. */
  readonly chosen: readonly ChoicePart[];
  /** There is none for these: each is a type of its own, and the value is of all of them. */
  readonly beside: readonly ChoicePart[];
  /** Not even that; what they speak of is told. */
  readonly forgotten: readonly ChoicePart[];
};

export function shareRoom(choices: readonly ChoicePart[], room: number): Shared {
  const chosen: ChoicePart[] = [];
  const beside: ChoicePart[] = [];
  const forgotten: ChoicePart[] = [];
  let product = 1;
  let intersected = 1;
  for (const choice of choices.toSorted((a, b) => Number(a.isOptional) - Number(b.isOptional))) {
    const count = choice.ways.length;
    if (product * count <= (choice.isOptional ? Math.min(room, mostForOptional) : room)) {
      product *= count;
      chosen.push(choice);
    } else if (!choice.isOptional && intersected * count <= mostIntersected) {
      intersected *= count;
      beside.push(choice);
    } else forgotten.push(choice);
  }
  return { chosen, beside, forgotten };
}

/** The members that a choice speaks of, whichever way is taken. */
export function mentionsOf({ ways }: ChoicePart): readonly Part[] {
  return ways.flat().flatMap((part) => (part.is === "schema" ? [mentionPart(part.schema)] : []));
}
