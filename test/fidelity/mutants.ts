import { isArray, isObject, type Json } from "@concordat/json";
import type { Instance } from "./specimen.ts";

/**
 * Copies of a value with a single fault each, of the kinds that a type is there to catch: a member left out, a value
 * of another type, a word that is not in the list, a member that nobody declared. Whether a schema minds is asked
 * elsewhere.
 */
export function* mutantsOf({ name, value }: Instance): Generator<Instance> {
  for (const { what, value: mutant } of faultsIn(value, ""))
    yield { name: `${name}, ${what}`, value: mutant };
}

type Fault = { readonly what: string; readonly value: Json };

function* faultsIn(value: Json, at: string): Generator<Fault> {
  const here = at === "" ? "the whole" : at;
  for (const other of strangers)
    if (typeOf(other) !== typeOf(value)) yield { what: `${here} is ${JSON.stringify(other)}`, value: other };
  if (typeof value === "string") yield { what: `${here} is a foreign word`, value: "no such word" };
  if (isArray(value)) {
    for (const [index, element] of value.slice(0, 2).entries())
      for (const { what, value: mutant } of faultsIn(element, `${at}/${index}`))
        yield { what, value: value.with(index, mutant) };
  } else if (isObject(value)) {
    yield { what: `${here} has a member more`, value: { ...value, undeclared_member: true } };
    for (const [name, member] of Object.entries(value)) {
      const { [name]: _gone, ...rest } = value;
      yield { what: `${at}/${name} is gone`, value: rest };
      for (const { what, value: mutant } of faultsIn(member, `${at}/${name}`))
        yield { what, value: { ...value, [name]: mutant } };
    }
  }
}

const strangers: readonly Json[] = [null, 42, "a word", true, ["an element"], { a_member: "of an object" }];

function typeOf(value: Json): string {
  return value === null ? "null" : isArray(value) ? "array" : typeof value;
}

/** So many of a list, spread evenly over it: the same ones each time. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] as T);
}
