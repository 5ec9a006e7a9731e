import type { Member, ObjectType, Type, UnionType } from "@concordat/gen-core";

/**
 * A fresh object of a union may have the members of all its alternatives, even where each of them refuses those of the others:
 * TypeScript looks only for members that none of them knows. So alternatives that refuse others say of each of those members
 * that it does not come. Where a member tells them apart already, TypeScript looks closely by itself.
 */
export function toldApart(union: UnionType, resolve: (type: Type) => Type | undefined): readonly Type[] {
  if (union.discriminator !== undefined) return union.of;
  const objects = union.of.map(resolve).filter((type) => type?.kind === "object");
  if (objects.length < 2) return union.of;
  const names = new Set(objects.flatMap(({ members }) => members.map(({ name }) => name)));
  return union.of.map((type) => (type.kind === "object" ? withoutOthers(type, names) : type));
}

const mostAdded = 8;

function withoutOthers(type: ObjectType, names: ReadonlySet<string>): ObjectType {
  if (type.others.are !== "refused" || type.patterns.length > 0) return type;
  const own = new Set(type.members.map(({ name }) => name));
  const foreign = [...names].filter((name) => !own.has(name));
  if (foreign.length > mostAdded) return type;
  const absent = foreign.map(
    (name): Member => ({ name, type: { kind: "never" }, isRequired: false, docs: { facts: {} } }),
  );
  return { ...type, members: [...type.members, ...absent] };
}
