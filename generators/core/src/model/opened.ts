import type { Gathered, Gatherer } from "./gather.ts";
import type { NodeReader } from "./node.ts";
import { type Kind, kinds, type Part } from "./part.ts";
import { shapeOf } from "./shape.ts";

/** Takes references and `allOf` in, unless one of them is all there is: then it keeps its name. */
export function opened(parts: readonly Part[], gather: Gatherer, read: NodeReader): Gathered {
  const done = new Set<string>();
  let { own, choices } = gather(parts);
  for (;;) {
    if (choices.length === 1 && plainKinds(own, read) !== undefined) return { own, choices };
    const single = choices.filter(({ ways }) => ways.length === 1);
    if (single.length === 0) return { own, choices };
    for (const { key } of single) done.add(key);
    const others = choices.filter(({ key }) => !done.has(key));
    const further = gather([...own, ...others, ...single.flatMap(({ ways }) => ways[0] ?? [])]);
    own = further.own;
    choices = further.choices.filter(({ key }) => !done.has(key));
  }
}

/** The kinds that parts restrict a value to, where they say nothing else. */
export function plainKinds(own: readonly Part[], read: NodeReader): readonly Kind[] | undefined {
  let left: readonly Kind[] = kinds;
  for (const part of own) {
    if (part.is === "taken") continue;
    if (part.is !== "kinds" && !(part.is === "own" && isTypeOnly(part, read))) return undefined;
    const shape = shapeOf([part], read);
    if (shape.isInteger) return undefined;
    left = left.filter((kind) => shape.kinds.has(kind));
  }
  return left;
}

function isTypeOnly(part: Part, read: NodeReader): boolean {
  const { objects, lists, required, literals, atMost, atLeast, facts } = shapeOf([part], read);
  return (
    objects.length + lists.length + required.size + atLeast + Object.keys(facts).length === 0 &&
    literals === undefined &&
    atMost === Number.POSITIVE_INFINITY
  );
}
