import { isArray } from "@concordat/json";
import { isSince } from "@concordat/schema";
import type { Literal, Terms } from "../terms/index.ts";
import { countAt, type Site, type Translate } from "./site.ts";

export const translateArraySize: Translate = function* (site) {
  const { members, terms } = site;
  const fewest = countAt(site, "minItems");
  const most = countAt(site, "maxItems");
  if (fewest !== undefined) yield terms.atom({ kind: "min-items", count: fewest });
  if (most !== undefined) yield terms.unless("array", terms.atom({ kind: "min-items", count: most + 1 }));
  if (members.uniqueItems === true) yield terms.atom({ kind: "unique" });
};

export const translateItems: Translate = function* (site) {
  const { terms } = site;
  const { listKeyword, restKeyword } = itemKeywords(site);
  const listed = listKeyword === undefined ? [] : site.allBelow(listKeyword);
  for (const [index, is] of listed) yield terms.atom({ kind: "item", index: Number(index), is });
  const rest = restKeyword === undefined ? undefined : site.below(restKeyword);
  if (rest !== undefined) yield everyItemFrom(listed.length, rest, terms);
};

/** `contains` with the bounds of 2019-09. `minContains: 0` leaves only the upper bound. */
export const translateContains: Translate = function* (site) {
  const { terms, dialect } = site;
  if (!isSince(dialect, "draft-06")) return;
  const is = site.below("contains");
  if (is === undefined) return;
  const hasBounds = isSince(dialect, "2019-09");
  const fewest = (hasBounds ? countAt(site, "minContains") : undefined) ?? 1;
  const most = hasBounds ? countAt(site, "maxContains") : undefined;
  yield terms.atom({ kind: "contains", from: 0, is, count: fewest });
  if (most !== undefined)
    yield terms.unless("array", terms.atom({ kind: "contains", from: 0, is, count: most + 1 }));
};

/** No item from there on that is not so. */
export function everyItemFrom(from: number, is: Literal, terms: Terms): Literal {
  return terms.unless("array", terms.atom({ kind: "contains", from, is: -is, count: 1 }));
}

/** Up to 2019-09 `items` is a list or a schema, and `additionalItems` means something only beside a list. */
export function itemKeywords({ members, dialect }: Pick<Site, "members" | "dialect">): {
  readonly listKeyword?: "items" | "prefixItems";
  readonly restKeyword?: "items" | "additionalItems";
} {
  if (isSince(dialect, "2020-12")) return { listKeyword: "prefixItems", restKeyword: "items" };
  const isList = members.items !== undefined && isArray(members.items);
  return isList ? { listKeyword: "items", restKeyword: "additionalItems" } : { restKeyword: "items" };
}
