import { expect, test } from "vitest";
import { nameTrouble, visible } from "./name-trouble.ts";

test.each([
  ["a\u0000b", 1, "U+0000, a control character"],
  ["tab\t", 3, "U+0009, a control character"],
  ["del\u007f", 3, "U+007F, a control character"],
  ["nel\u0085", 3, "U+0085, a control character"],
  ["user\u202ecod.exe", 4, "U+202E, a bidirectional control"],
  ["\u2066x", 0, "U+2066, a bidirectional control"],
  ["or\u200bder", 2, "U+200B, an invisible character"],
  ["or\u200dder", 2, "U+200D, an invisible character"],
  ["\ufefforder", 0, "U+FEFF, an invisible character"],
  ["or\u00adder", 2, "U+00AD, an invisible character"],
  ["a\u{e0041}", 1, "U+E0041, an invisible character"],
  ["line\u2028break", 4, "U+2028, a line separator"],
  ["half\ud800", 4, "U+D800, half of a surrogate pair"],
  ["\ufffe", 0, "U+FFFE, no character"],
])("%j is refused at its offset", (name, offset, what) => {
  expect(nameTrouble(name)).toEqual({ offset, what: `holds ${what}` });
});

test("a name that only looks like its composed twin is refused where the two differ", () => {
  expect(nameTrouble("cafe\u0301")).toEqual({ offset: 3, what: "is not in Unicode normal form C" });
  expect(nameTrouble("caf\u00e9")).toBeUndefined();
});

test.each(["order", "Order placed", "注文", "заказ", "🛒", "a-b.c_d$e@f", "constructor", "__proto__"])(
  "%j is visible and passes",
  (name) => {
    expect(nameTrouble(name)).toBeUndefined();
  },
);

test("a refused name is shown with what it hides spelled out", () => {
  expect(visible("user\u202e\u0000x")).toBe("user\\u{202E}\\u{0000}x");
});
