import { isArray, isObject } from "@concordat/json";
import { defineFault } from "../fault.ts";
import { numbersUnder, saidUnder } from "../place.ts";

/** Words of a closed list, and words that have just one value, in what comes close to them. */
export const fixedWords = defineFault("fixed word", function* (place) {
  const { value } = place;
  const lists = saidUnder(place, "enum").filter(isArray);
  if (typeof value !== "string" || [...lists, ...saidUnder(place, "const")].length === 0) return;
  yield { what: "is another word", becomes: `not-${value}` };
  const other = value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase();
  if (other !== value) yield { what: "is the word in other letters", becomes: other };
  yield { what: "has a space behind it", becomes: `${value} ` };
});

/** The other words of a closed list; a contract reads the last as well as the first. */
export const otherWords = defineFault("other word", function* (place) {
  for (const list of saidUnder(place, "enum").filter(isArray))
    for (const word of [list.at(-1), list.at(1)])
      if (word !== undefined && word !== place.value)
        yield { what: `is ${JSON.stringify(word)}`, becomes: word };
});

/** Bounds of numbers, at and one beyond. */
export const bounds = defineFault("bound", function* (place) {
  if (typeof place.value !== "number") return;
  for (const least of numbersUnder(place, "minimum")) {
    yield { what: "is as small as can be", becomes: least };
    yield { what: "is one too small", becomes: least - 1 };
  }
  for (const most of numbersUnder(place, "maximum")) {
    yield { what: "is as large as can be", becomes: most };
    if (Number.isSafeInteger(most + 1)) yield { what: "is one too large", becomes: most + 1 };
  }
  for (const limit of numbersUnder(place, "exclusiveMinimum"))
    yield { what: "is on its open lower bound", becomes: limit };
  for (const limit of numbersUnder(place, "exclusiveMaximum"))
    yield { what: "is on its open upper bound", becomes: limit };
});

/** Whole numbers that are none, and the largest that every language holds exactly. */
export const numbers = defineFault("number", function* ({ value }) {
  if (typeof value !== "number") return;
  yield { what: "is no whole number", becomes: value + 0.5 };
  yield { what: "is the largest safe integer", becomes: Number.MAX_SAFE_INTEGER };
  yield { what: "is negative", becomes: -1 };
});

/** Lists that are empty, too long, or hold the same twice. */
export const lists = defineFault("list", function* (place) {
  const { value } = place;
  if (!isArray(value)) return;
  if (value.length > 0) yield { what: "is empty", becomes: [] };
  const [first] = value;
  if (first === undefined) return;
  yield { what: "holds its first element twice", becomes: [first, first] };
  yield { what: "holds null behind its first element", becomes: [first, null] };
  for (const least of numbersUnder(place, "minItems"))
    if (least > 1 && value.length >= least)
      yield { what: "has one element too few", becomes: value.slice(0, least - 1) };
  for (const most of numbersUnder(place, "maxItems")) {
    if (most > 100) continue;
    yield { what: "has one element too many", becomes: Array.from({ length: most + 1 }, () => first) };
  }
});

export const emptyObject = defineFault("empty object", function* ({ value, pointer }) {
  if (pointer !== "" && isObject(value) && Object.keys(value).length > 0)
    yield { what: "is empty", becomes: {} };
});
