/**
 * Structural equality of JSON values. Ajv brings `fast-deep-equal`, which calls an own member `valueOf` or `toString` of
 * the data as if it were the method, and so throws, or calls two objects different, when an event has such a member.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => equal(item, b[index]))
    );
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) =>
        Object.hasOwn(b, name) &&
        equal((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
    )
  );
}
