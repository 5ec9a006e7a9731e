/** The members that are an object's own, in an object that inherits from `Object.prototype` as those of JSON do. */
export function ownMembers(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  // Defined, since assigning to `__proto__` would make no member.
  for (const name of Object.getOwnPropertyNames(value))
    Object.defineProperty(copy, name, { value: value[name], enumerable: true });
  return copy;
}
