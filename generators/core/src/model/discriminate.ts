import type { Discriminator, ObjectType, Type } from "./type.ts";

type Value = string | number | boolean;

/**
 * The member by which the alternatives of a union are told apart: each requires it, and no value of it is allowed in two of them.
 */
export function discriminatorOf(
  types: readonly Type[],
  resolve: (type: Type) => Type | undefined,
): Discriminator | undefined {
  const objects = types.map(resolve);
  if (!objects.every((type): type is ObjectType => type?.kind === "object")) return undefined;
  for (const { name, isRequired } of objects[0]?.members ?? []) {
    const values = isRequired ? objects.map((object) => valuesOf(object, name, resolve)) : [];
    const all = values.flatMap((each) => each ?? []);
    if (all.length === 0 || values.includes(undefined) || new Set(all).size < all.length) continue;
    return { property: name, values: values.map((each) => each ?? []) };
  }
  return undefined;
}

function valuesOf(
  { members }: ObjectType,
  name: string,
  resolve: (type: Type) => Type | undefined,
): readonly Value[] | undefined {
  const member = members.find((each) => each.name === name);
  if (member?.isRequired !== true) return undefined;
  const type = resolve(member.type);
  const alternatives = type?.kind === "union" ? type.of : [type];
  const values = alternatives.flatMap((each) => (each?.kind === "literal" ? [each.value] : []));
  return values.length === alternatives.length ? values : undefined;
}
