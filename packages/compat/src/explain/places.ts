import { isArray, isObject, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { told } from "../terms/index.ts";
import type { Blaming } from "./blame.ts";

/** The schemas that judge the value at the end of the way, outermost first: what a writer has to say about that place. */
export function schemasAt(
  root: ResolvedSchema,
  whole: Json,
  way: readonly (string | number)[],
  world: Places,
): readonly ResolvedSchema[] {
  let here: readonly ResolvedSchema[] = inPlace(root, whole, world);
  let value: Json = whole;
  for (const token of way) {
    const next = memberOf(value, token);
    if (next === undefined) return [];
    const below = here.flatMap((schema) =>
      world.translator.partsOf(schema).flatMap(({ inside }) => {
        const leads = [...(inside?.reach(value) ?? [])].some(([[first]]) => first === token);
        return inside !== undefined && leads ? inPlace(inside.schema, next, world) : [];
      }),
    );
    here = [...new Map(below.map((schema) => [schema.key, schema])).values()];
    value = next;
  }
  return here;
}

export type Places = Blaming & {
  /** The schemas directly below, by keyword. */
  below(schema: ResolvedSchema): readonly { readonly keyword: string; readonly schema: ResolvedSchema }[];
};

/** The schema itself, all it joins, and those of its alternatives that the value satisfies. */
function inPlace(schema: ResolvedSchema, value: Json, world: Places): readonly ResolvedSchema[] {
  const found = new Map<string, ResolvedSchema>();
  const visit = (at: ResolvedSchema): void => {
    if (found.has(at.key)) return;
    found.set(at.key, at);
    for (const { inside } of world.translator.partsOf(at))
      if (inside !== undefined && inside.isAbout !== "part") visit(inside.schema);
    for (const { keyword, schema: branch } of world.below(at))
      if ((keyword === "anyOf" || keyword === "oneOf") && isSatisfiedBy(value, branch, world)) visit(branch);
  };
  visit(schema);
  return [...found.values()];
}

export function isSatisfiedBy(value: Json, schema: ResolvedSchema, { translator, holds }: Blaming): boolean {
  return told(holds, translator.translate(schema), value) === true;
}

function memberOf(value: Json, token: string | number): Json | undefined {
  if (isArray(value)) return typeof token === "number" ? value[token] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
