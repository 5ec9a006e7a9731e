import { appendToPointer, isArray, isObject, type Json, type JsonObject, valueAt } from "@concordat/json";

/** A value at its place: the file by its path from the project's root, and a JSON Pointer in it. */
export type SourceNode = { readonly value: Json; readonly file: string; readonly pointer: string };

/** The member or element below; `undefined` where there is none. */
export function childOf({ value, file, pointer }: SourceNode, name: string | number): SourceNode | undefined {
  const found = valueAt(value, appendToPointer("", name));
  return found === undefined ? undefined : { value: found, file, pointer: appendToPointer(pointer, name) };
}

/** In the order of the text; nothing below what is no object and no array. */
export function childrenOf(
  node: SourceNode | undefined,
): readonly (readonly [name: string, child: SourceNode])[] {
  if (node === undefined) return [];
  const { value } = node;
  const names = isArray(value)
    ? value.map((_, index) => String(index))
    : isObject(value)
      ? Object.keys(value)
      : [];
  return names.flatMap((name) => {
    const child = childOf(node, name);
    return child === undefined ? [] : [[name, child] as const];
  });
}

export function textOf(node: SourceNode | undefined): string | undefined {
  return typeof node?.value === "string" ? node.value : undefined;
}

export function objectOf(node: SourceNode | undefined): JsonObject {
  return node !== undefined && isObject(node.value) ? node.value : {};
}

/** Two nodes are the same thing when they stand at the same place. */
export function keyOf({ file, pointer }: Pick<SourceNode, "file" | "pointer">): string {
  return `${file}#${pointer}`;
}

type Place = Pick<SourceNode, "file" | "pointer">;

/** At the same place, or below it. */
export function isWithin(inner: Place, outer: Place): boolean {
  if (inner.file !== outer.file) return false;
  return inner.pointer === outer.pointer || inner.pointer.startsWith(`${outer.pointer}/`);
}
