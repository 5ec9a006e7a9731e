import { expect, test } from "vitest";
import { canonicalSubjectName, contextScope, isSubjectName, parseSubjectName } from "./subject-name.ts";

test.each([
  ["orders", ".", "orders"],
  [":.:orders", ".", "orders"],
  [":.team:orders", ".team", "orders"],
  [":.team:a:b", ".team", "a:b"],
  [":.team:", ".team", ""],
  [":orders", ".", ":orders"],
  [":team:orders", ".", ":team:orders"],
])("%s is of the context %s and called %s", (qualified, context, name) => {
  expect(parseSubjectName(qualified)).toEqual({ context, name });
});

test("a subject has one spelling", () => {
  expect(canonicalSubjectName(":.:orders")).toBe("orders");
  expect(canonicalSubjectName(":.team:orders")).toBe(":.team:orders");
});

test("the default context has no settings of its own: those are the registry's", () => {
  expect(contextScope(".")).toBeUndefined();
  expect(contextScope(".team")).toBe(":.team:");
});

test.each(["", "a\u0000b", "a\nb", "x".repeat(513), "\ud800"])("%j is no name", (name) => {
  expect(isSubjectName({ context: ".", name })).toBe(false);
});

test.each(["a b", "a/b", "a%b", "größe", "x".repeat(512)])("%s is one", (name) => {
  expect(isSubjectName({ context: ".", name })).toBe(true);
});
