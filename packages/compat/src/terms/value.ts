import { isArray, isObject, type Json } from "@concordat/json";
import { type Scalar, typeBits } from "./json-type.ts";
import { type Literal, never } from "./node.ts";
import type { Terms } from "./terms.ts";

/**
 * "Is this very value." Arrays and objects are spelled out by their structure, so that their negation, "another value
 * than this", needs no rules of its own.
 */
export function equalTo(value: Json, terms: Terms): Literal {
  if (isArray(value)) return equalToArray(value, terms);
  if (!isObject(value)) return terms.scalars([value as Scalar]);
  const names = Object.keys(value);
  const members = names.flatMap((name) => {
    const named = terms.scalars([name]);
    const is = equalTo(value[name] as Json, terms);
    return [presence(name, terms), terms.atom({ kind: "members", names: named, is })];
  });
  const closed = terms.atom({ kind: "members", names: -terms.scalars(names), is: never });
  return terms.and([terms.types(typeBits.object), closed, ...members]);
}

/** One of these values; scalars go into one set, however many they are. */
export function oneOfValues(values: readonly Json[], terms: Terms): Literal {
  const isScalar = (value: Json): value is Scalar => !isArray(value) && !isObject(value);
  const structured = values.filter((value) => !isScalar(value)).map((value) => equalTo(value, terms));
  return terms.or([terms.scalars(values.filter(isScalar)), ...structured]);
}

/** An object with a member of this name. False of all that is no object. */
export function presence(name: string, terms: Terms): Literal {
  return -terms.atom({ kind: "members", names: terms.scalars([name]), is: never });
}

function equalToArray(items: readonly Json[], terms: Terms): Literal {
  const length = items.length;
  return terms.and([
    terms.types(typeBits.array),
    terms.atom({ kind: "min-items", count: length }),
    -terms.atom({ kind: "min-items", count: length + 1 }),
    ...items.map((item, index) => terms.atom({ kind: "item", index, is: equalTo(item, terms) })),
  ]);
}
