import { isArray, isObject, type Json, type JsonObject } from "./json.ts";

/** The same value: member order does not matter, element order does, `-0` is `0`. Agrees with `canonicalize`. */
export function jsonEquals(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isArray(a)) return isArray(b) && arraysEqual(a, b);
  return isObject(a) && isObject(b) && objectsEqual(a, b);
}

function arraysEqual(a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((item, index) => jsonEquals(item, b[index] as Json));
}

function objectsEqual(a: JsonObject, b: JsonObject): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && jsonEquals(a[name] as Json, b[name] as Json))
  );
}
