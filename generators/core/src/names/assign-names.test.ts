import fc from "fast-check";
import { expect, test } from "vitest";
import { assignNames, type Wish } from "./assign-names.ts";
import { camelCase, constantCase, kebabCase, pascalCase, snakeCase, wordsOf } from "./words.ts";

const legal = (name: string) => (name === "class" ? "class_" : name);
const named = (...wishes: readonly Wish[]) =>
  Object.fromEntries(assignNames(wishes, { legal, taken: ["Bus"] }));
const wish = (key: string, ...candidates: readonly string[]): Wish => ({ key, candidates });

test("who wants a name alone gets it, made legal", () => {
  expect(named(wish("a", "order"), wish("b", "class"))).toEqual({ a: "order", b: "class_" });
});

test("rivals each take the next name that they want alone", () => {
  expect(named(wish("a", "Failed", "PaymentFailed"), wish("b", "Failed", "OrderFailed"))).toEqual({
    a: "PaymentFailed",
    b: "OrderFailed",
  });
});

test("who is left without is numbered, in the order of the keys", () => {
  expect(named(wish("2", "Item"), wish("1", "Item"), wish("3", "Item2"))).toEqual({
    1: "Item",
    2: "Item3",
    3: "Item2",
  });
});

test("names that differ in the case of letters only, or in how an accent is written, are one", () => {
  expect(named(wish("a", "Foo"), wish("b", "foo"))).toEqual({ a: "Foo", b: "foo2" });
  expect(named(wish("a", "caf\u00e9"), wish("b", "cafe\u0301"))).toEqual({
    a: "caf\u00e9",
    b: "cafe\u03012",
  });
  expect(named(wish("a", "bus"))).toEqual({ a: "bus2" });
});

test("names are all different, and the same in whatever order the wishes come", () => {
  const word = fc.constantFrom("A", "a", "B", "A2", "class", "Bus");
  const wishes = fc.uniqueArray(
    fc.record({ key: fc.string(), candidates: fc.array(word, { maxLength: 3 }) }),
    {
      selector: ({ key }) => key,
    },
  );
  fc.assert(
    fc.property(wishes, (some) => {
      const names = assignNames(some, { legal });
      expect(names.size).toBe(some.length);
      expect(new Set([...names.values()].map((name) => name.toLowerCase())).size).toBe(some.length);
      expect(assignNames(some.toReversed(), { legal })).toEqual(names);
    }),
    { seed: 20261126 },
  );
});

test("a name falls into the same words however it is written, and its words into every case", () => {
  for (const written of [
    "objectTypeCreated",
    "Object type created",
    "object_type_created",
    "OBJECT-TYPE-CREATED",
  ])
    expect(wordsOf(written)).toEqual(["object", "type", "created"]);
  expect(wordsOf("HTTPServer2Go")).toEqual(["http", "server2", "go"]);
  expect(wordsOf("../../etc/passwd")).toEqual(["etc", "passwd"]);
  expect(wordsOf("-")).toEqual([]);
  const words = ["product", "sku", "created"];
  expect([camelCase, pascalCase, snakeCase, constantCase, kebabCase].map((toCase) => toCase(words))).toEqual([
    "productSkuCreated",
    "ProductSkuCreated",
    "product_sku_created",
    "PRODUCT_SKU_CREATED",
    "product-sku-created",
  ]);
});

test("where a language cuts long names, the number takes the room of letters", () => {
  const cut = (name: string) => name.slice(0, 6);
  const wishes = Array.from({ length: 12 }, (_, index) => wish(`${index + 10}`, `longer${index}`));

  expect([...assignNames(wishes, { legal: cut }).values()]).toEqual([
    ...["longer", "longe2", "longe3", "longe4", "longe5", "longe6", "longe7", "longe8", "longe9"],
    ...["long10", "long11", "long12"],
  ]);
});
