import { defineFault } from "../fault.ts";
import { numbersUnder, type Place, saidUnder } from "../place.ts";

/** Lengths count characters, not the units or bytes that a language keeps them in: so they are tried in two ways. */
export const lengths = defineFault("length", function* (place) {
  if (typeof place.value !== "string" || isFixed(place)) return;
  for (const shortest of numbersUnder(place, "minLength")) {
    if (shortest > 0) yield { what: "is one character short", becomes: "a".repeat(shortest - 1) };
    yield { what: "is as short as can be", becomes: "a".repeat(shortest) };
    if (shortest > 1) yield { what: "is one astral character short", becomes: astral.repeat(shortest - 1) };
  }
  for (const longest of numbersUnder(place, "maxLength")) {
    if (longest > longestTried) continue;
    yield { what: "is as long as can be", becomes: "a".repeat(longest) };
    yield { what: "is one character too long", becomes: "a".repeat(longest + 1) };
    yield { what: "is as long as can be in astral characters", becomes: astral.repeat(longest) };
    yield { what: "is one astral character too long", becomes: astral.repeat(longest + 1) };
  }
});

export const emptyText = defineFault("empty text", function* ({ value }) {
  if (typeof value === "string" && value !== "") yield { what: "is empty", becomes: "" };
});

/** Any text is a text: nothing may be trimmed, normalised or taken for a control character. */
export const anyText = defineFault("any text", function* (place, turn) {
  if (typeof place.value !== "string" || isFixed(place)) return;
  const chosen = unusual[turn % unusual.length];
  if (chosen !== undefined) yield chosen;
});

/** A pattern is anchored at the end of the text, which in several languages is not where `$` looks. */
export const patterns = defineFault("pattern", function* (place) {
  const { value } = place;
  if (typeof value !== "string" || saidUnder(place, "pattern").length === 0) return;
  yield { what: "has a line feed at its end", becomes: `${value}\n` };
  yield { what: "has a space in front", becomes: ` ${value}` };
  if (value.toUpperCase() !== value) yield { what: "is in capitals", becomes: value.toUpperCase() };
  if (/[0-9]/.test(value))
    yield { what: "has digits of another script", becomes: value.replace(/[0-9]/g, "\u0663") };
});

const astral = "\u{1f600}";
const longestTried = 255;

const unusual = [
  { what: "is one astral character", becomes: astral },
  { what: "is a letter and a combining mark", becomes: "e\u0301" },
  { what: "is a space", becomes: " " },
  { what: "has line separators", becomes: "a\u2028b\u2029c" },
  { what: "holds a NUL", becomes: "a\u0000b" },
  { what: "is written from right to left", becomes: "\u05e9\u05dc\u05d5\u05dd" },
] as const;

function isFixed(place: Place): boolean {
  return [...saidUnder(place, "const"), ...saidUnder(place, "enum")].length > 0;
}
