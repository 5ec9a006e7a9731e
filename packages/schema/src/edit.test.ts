import { expect, test } from "vitest";
import { replaceAt } from "./edit.ts";

test("one value is replaced and the rest is shared", () => {
  const document = { a: [{ "b/c": 1 }, { d: 2 }], e: {} };
  const edited = replaceAt(document, "/a/0/b~1c", 9);

  expect(edited).toEqual({ a: [{ "b/c": 9 }, { d: 2 }], e: {} });
  expect(edited).toHaveProperty("e", document.e);
  expect(document.a[0]).toEqual({ "b/c": 1 });
});

test("the root can be replaced, and a pointer to nothing changes nothing", () => {
  expect(replaceAt({ a: 1 }, "", 2)).toBe(2);
  expect(replaceAt({ a: 1 }, "/b/c", 2)).toEqual({ a: 1 });
});

test("a member named __proto__ is a member", () => {
  const edited = replaceAt(JSON.parse('{"__proto__": {"a": 1}}'), "/__proto__/a", 2);

  expect(JSON.stringify(edited)).toBe('{"__proto__":{"a":2}}');
});
