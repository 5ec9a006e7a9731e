import { isSince } from "@concordat/schema";
import type { Translate } from "./site.ts";

export const translateCombinators: Translate = function* (site) {
  const { terms, members } = site;
  const all = (keyword: string) => site.allBelow(keyword).map(([, is]) => is);
  if (members.allOf !== undefined) yield terms.and(all("allOf"));
  if (members.anyOf !== undefined) yield terms.or(all("anyOf"));
  if (members.oneOf !== undefined) yield terms.exactlyOne(all("oneOf"));
  const not = site.below("not");
  if (not !== undefined) yield -not;
};

/** Without `if` the other two say nothing. */
export const translateCondition: Translate = function* (site) {
  const { terms, dialect } = site;
  const guard = isSince(dialect, "draft-07") ? site.below("if") : undefined;
  if (guard === undefined) return;
  const consequence = site.below("then");
  const alternative = site.below("else");
  if (consequence === undefined && alternative === undefined) return;
  if (alternative === undefined && consequence !== undefined) yield terms.or([-guard, consequence]);
  else if (consequence === undefined && alternative !== undefined) yield terms.or([guard, alternative]);
  else if (consequence !== undefined && alternative !== undefined)
    yield terms.cases([
      { guard, implied: consequence },
      { guard: -guard, implied: alternative },
    ]);
};
