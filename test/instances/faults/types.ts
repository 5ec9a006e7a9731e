import { isArray, type Json } from "@concordat/json";
import { defineFault } from "../fault.ts";

/** Null is a value of its own, and mostly a wrong one: absent is what optional members are. */
export const isNull = defineFault("null", function* ({ value, pointer }) {
  if (value !== null && pointer !== "") yield { what: "is null", becomes: null };
});

/** A value of another type; places take turns with the types, so that each contract meets them all. */
export const wrongType = defineFault("wrong type", function* ({ value, pointer }, turn) {
  if (pointer === "") return;
  const others = strangers.filter(({ becomes }) => typeOf(becomes) !== typeOf(value));
  const chosen = others[turn % others.length];
  if (chosen !== undefined) yield chosen;
});

/** What looks like the right value to a reader that converts: it must not. */
export const inDisguise = defineFault("in disguise", function* ({ value }) {
  if (typeof value === "number") yield { what: "is its number as text", becomes: String(value) };
  if (typeof value === "boolean") {
    yield { what: "is its truth value as text", becomes: String(value) };
    yield { what: "is its truth value as a number", becomes: Number(value) };
  }
  if (isArray(value) && value[0] !== undefined)
    yield { what: "is one element without its list", becomes: value[0] };
});

/** The whole value of another kind. */
export const wrongRoot = defineFault("wrong root", function* ({ value, pointer }) {
  if (pointer !== "") return;
  for (const [what, becomes] of [
    ["is null", null],
    ["is a list of itself", [value]],
    ["is its own text", JSON.stringify(value)],
    ["is an empty object", {}],
  ] as const)
    yield { what, becomes };
});

const strangers = [
  { what: "is a list", becomes: ["a"] },
  { what: "is true", becomes: true },
  { what: "is an object", becomes: { a: 1 } },
  { what: "is a number", becomes: 3 },
  { what: "is a text", becomes: "three" },
] as const;

function typeOf(value: Json): string {
  return isArray(value) ? "array" : value === null ? "null" : typeof value;
}
