import fc from "fast-check";
import { expect, test } from "vitest";
import { Queue } from "./queue.ts";

test("what is pushed comes out in the same order, whatever the mixture of pushing and taking", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3_000, max: 3_000 }), { maxLength: 20 }), (steps) => {
      const queue = new Queue<number>();
      const model: number[] = [];
      let next = 0;
      for (const step of steps) {
        for (let count = 0; count < step; count += 1) {
          queue.push(next);
          model.push(next);
          next += 1;
        }
        const taken = Array.from({ length: Math.max(0, -step) }, () => queue.shift());
        const expected = model.splice(0, taken.length);
        expect(taken).toEqual([...expected, ...Array(taken.length - expected.length)]);
        expect(queue.size).toBe(model.length);
        expect(queue.peek()).toBe(model[0]);
      }
    }),
    { numRuns: 50 },
  );
});

test("undefined is an item like any other", () => {
  const queue = new Queue<undefined>();
  queue.push(undefined);

  expect(queue.size).toBe(1);
  queue.shift();
  expect(queue.size).toBe(0);
});
