import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { defineFault } from "../fault.ts";
import { type Place, saidUnder } from "../place.ts";

/** Each required member once left out. */
export const missing = defineFault("missing", function* (place) {
  for (const name of requiredOf(place)) yield* withoutMember(place, name);
});

/** Optional members left out, which nobody may mind. */
export const omitted = defineFault("omitted", function* (place) {
  const required = new Set(requiredOf(place));
  if (!isObject(place.value)) return;
  for (const name of Object.keys(place.value)) if (!required.has(name)) yield* withoutMember(place, name);
});

/** What only the writer's side refuses, unless the contract takes any name. */
export const undeclared = defineFault("undeclared", function* ({ value }) {
  if (isObject(value))
    yield { what: "has a member nobody declared", becomes: { ...value, undeclaredMember: 1 } };
});

/** A declared name with a slip: a reader lets it through, a writer must not. */
export const misspelt = defineFault("misspelt", function* ({ value }) {
  if (!isObject(value)) return;
  const [name] = Object.keys(value);
  if (name === undefined) return;
  const becomes = Object.fromEntries(
    Object.entries(value).map(([each, below]) => [each === name ? `${name}s` : each, below]),
  );
  yield { what: `has ${name} misspelt`, becomes };
});

/** Names that objects of many languages have anyway; as members they are names like any other. */
export const awkwardNames = defineFault("awkward names", function* ({ value, pointer }) {
  if (!isObject(value)) return;
  const names = pointer === "" ? ["__proto__", "constructor", "toString", ""] : ["__proto__"];
  for (const name of names)
    yield { what: `has a member ${JSON.stringify(name)}`, becomes: { ...value, [name]: "x" } };
});

function* withoutMember({ value }: Place, name: string) {
  if (!isObject(value) || !Object.hasOwn(value, name)) return;
  const kept = Object.entries(value).filter(([each]) => each !== name);
  yield { what: `lacks ${name}`, becomes: Object.fromEntries(kept) as JsonObject };
}

function requiredOf(place: Place): readonly string[] {
  const lists = saidUnder(place, "required").filter(isArray);
  return [...new Set(lists.flat().filter((name: Json): name is string => typeof name === "string"))];
}
