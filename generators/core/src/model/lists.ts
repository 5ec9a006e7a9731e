import type { Shape } from "./facet.ts";
import { distinct, type Part } from "./part.ts";
import type { ListType, Type } from "./type.ts";

/** What is asked of a builder: the type of what is all of these. */
export type TypeOf = (parts: readonly Part[]) => Type;

const mostFirst = 64;

/** The lists that a shape lets through; `undefined` where there are none. */
export function listOf(
  { lists, atLeast, atMost }: Shape,
  typeOf: TypeOf,
  isNever: (type: Type) => boolean,
): ListType | undefined {
  const length = Math.min(mostFirst, atMost, Math.max(0, ...lists.map(({ first }) => first.length)));
  const first: Type[] = [];
  let most = atMost;
  for (let index = 0; index < length && index < most; index += 1) {
    const parts = lists.flatMap(
      (facet) => (index < facet.first.length ? facet.first[index] : facet.rest) ?? [],
    );
    const type = typeOf(distinct(parts));
    if (isNever(type)) most = index;
    else first.push(type);
  }
  if (most > first.length) {
    const isCut = lists.some((facet) => facet.first.length > first.length);
    const rest = isCut ? typeOf([]) : typeOf(distinct(lists.flatMap((facet) => facet.rest ?? [])));
    if (!isNever(rest)) return finished(first, rest, atLeast, most);
    most = first.length;
  }
  return finished(first, undefined, atLeast, most);
}

function finished(
  first: readonly Type[],
  rest: Type | undefined,
  atLeast: number,
  atMost: number,
): ListType | undefined {
  if (atLeast > atMost) return undefined;
  return {
    kind: "list",
    first,
    ...(rest !== undefined && { rest }),
    atLeast,
    ...(Number.isFinite(atMost) && { atMost }),
  };
}
