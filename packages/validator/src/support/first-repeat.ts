/**
 * The first two equal elements, by their indices. Ajv compares each pair, which takes seconds on ten thousand objects;
 * one look at each element is enough.
 */
export function firstRepeat(items: readonly unknown[]): readonly [first: number, second: number] | undefined {
  const scalars = new Map<unknown, number>();
  const texts = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const isScalar = typeof item !== "object" || item === null;
    const first = isScalar ? scalars.get(item) : texts.get(textOf(item));
    if (first !== undefined) return [first, index];
    if (isScalar) scalars.set(item, index);
    else texts.set(textOf(item), index);
  }
  return undefined;
}

/** Equal values have equal texts: members in the order of their names. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  const members = value as Record<string, unknown>;
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${textOf(members[name])}`).join(",")}}`;
}
