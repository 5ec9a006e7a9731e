import fc from "fast-check";
import { expect, test } from "vitest";
import { Chain, type Link } from "./chain.ts";

class Item implements Link<Item> {
  before: Item | undefined = undefined;
  after: Item | undefined = undefined;
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

test("whatever comes and leaves, what is left stands in the order in which it came", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat()), { maxLength: 60 }), (steps) => {
      const chain = new Chain<Item>();
      const model: Item[] = [];
      for (const [number, leaving] of steps.entries()) {
        if (leaving === null || model.length === 0) {
          const item = new Item(number);
          chain.push(item);
          model.push(item);
        } else {
          const [item] = model.splice(leaving % model.length, 1);
          chain.remove(item as Item);
          expect([item?.before, item?.after]).toEqual([undefined, undefined]);
        }
        expect([...chain]).toEqual(model);
        expect(chain.size).toBe(model.length);
        expect(chain.first).toBe(model[0]);
      }
    }),
  );
});

test("each item may leave while it is looked at, and come again in another place", () => {
  const chain = new Chain<Item>();
  for (let number = 0; number < 4; number += 1) chain.push(new Item(number));
  const seen: number[] = [];

  for (const item of chain) {
    seen.push(item.number);
    chain.remove(item);
  }
  for (const number of seen.toReversed()) chain.push(new Item(number));

  expect(seen).toEqual([0, 1, 2, 3]);
  expect([...chain].map(({ number }) => number)).toEqual([3, 2, 1, 0]);
});
