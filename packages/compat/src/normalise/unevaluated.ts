import { isSince } from "@concordat/schema";
import type { Literal } from "../terms/index.ts";
import type { AnnotationsOf, Evaluated } from "./annotations.ts";
import { everyItemFrom } from "./arrays.ts";
import type { Site } from "./site.ts";

/**
 * `unevaluatedProperties` and `unevaluatedItems`: what is left over depends on which branches a value satisfies. So the
 * values are divided into cases by their branches, and in each case the left-over is known.
 */
export function* unevaluated(site: Site, annotationsOf: AnnotationsOf): Generator<Literal> {
  if (!isSince(site.dialect, "2019-09")) return;
  const { terms } = site;
  const members = site.below("unevaluatedProperties");
  const items = site.below("unevaluatedItems");
  if (members === undefined && items === undefined) return;
  const cases = annotationsOf(site);

  const forEach = (say: (evaluated: Evaluated) => Literal) =>
    terms.cases(cases.map((evaluated) => ({ guard: evaluated.guard, implied: say(evaluated) })));

  if (members !== undefined)
    yield forEach(({ names }) => terms.atom({ kind: "members", names: -names, is: members }));
  if (items !== undefined)
    // In 2020-12 an item that satisfied some `contains` counts as evaluated, wherever it stands.
    yield forEach(({ prefix, contained }) =>
      prefix === "all" ? 1 : everyItemFrom(prefix, terms.or([items, ...contained]), terms),
    );
}
