import fc from "fast-check";
import { expect, test } from "vitest";
import { FadingMap } from "./fading-map.ts";

function mapOf(entries: Readonly<Record<string, number>>): FadingMap<{ readonly n: number }> {
  const map = new FadingMap<{ readonly n: number }>();
  for (const [name, n] of Object.entries(entries)) map.set(name, { n });
  return map;
}

test("the oldest are forgotten until it is told to stop", () => {
  const map = mapOf({ a: 1, b: 2, c: 3 });

  map.fade(({ n }) => (n < 3 ? "forget" : "stop"));

  expect([map.size, map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, undefined, { n: 3 }]);
});

test("what is set again is young again", () => {
  const map = mapOf({ a: 1, b: 2 });
  map.set("a", { n: 9 });
  const seen: number[] = [];

  map.fade(({ n }) => {
    seen.push(n);
    return "forget";
  });

  expect(seen).toEqual([2, 9]);
  expect(map.size).toBe(0);
});

test("what is kept stays, and those behind it are looked at, each once", () => {
  const map = mapOf({ a: 1, b: 2, c: 3 });
  const seen: number[] = [];

  map.fade(({ n }) => {
    seen.push(n);
    return n === 2 ? "forget" : "keep";
  });

  expect(seen).toEqual([1, 2, 3]);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([{ n: 1 }, undefined, { n: 3 }]);
});

test("it holds what a plain map of the last so many entries holds", () => {
  const change = fc.oneof(
    fc.record({ set: fc.constantFrom("a", "b", "c", "d", "e"), n: fc.nat(9) }),
    fc.record({ drop: fc.constantFrom("a", "b", "c", "d", "e") }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const map = new FadingMap<{ readonly n: number }>();
      const plain = new Map<string, { readonly n: number }>();
      for (const each of changes) {
        if ("set" in each) {
          const value = { n: each.n };
          map.set(each.set, value);
          plain.delete(each.set);
          plain.set(each.set, value);
        } else {
          map.delete(each.drop);
          plain.delete(each.drop);
        }
        map.fade(() => (map.size > 3 ? "forget" : "stop"));
        for (const name of plain.keys()) if (plain.size > 3) plain.delete(name);
        expect(map.size).toBe(plain.size);
        for (const name of ["a", "b", "c", "d", "e"]) expect(map.get(name)).toBe(plain.get(name));
      }
    }),
  );
});
