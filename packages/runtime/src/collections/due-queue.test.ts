import fc from "fast-check";
import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { DueQueue } from "./due-queue.ts";

test("items come in the order of their time, and those of one time in the order in which they were put", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), async (waits) => {
      const clock = createFakeClock();
      const came: number[] = [];
      const queue = new DueQueue<number>(clock, (item) => came.push(item));
      for (const [index, wait] of waits.entries()) queue.put(index, wait);

      await clock.advance(21);

      const expected = waits.map((wait, index) => ({ wait, index })).sort((a, b) => a.wait - b.wait);
      expect(came).toEqual(expected.map(({ index }) => index));
      expect(queue.size).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test("nothing comes before its time, and an earlier one that is put later comes first", async () => {
  const clock = createFakeClock();
  const came: string[] = [];
  const queue = new DueQueue<string>(clock, (item) => came.push(item));
  queue.put("late", 1_000);
  queue.put("early", 100);

  await clock.advance(98);
  expect(came).toEqual([]);
  await clock.advance(2);
  expect(came).toEqual(["early"]);
  await clock.advance(1_000);
  expect(came).toEqual(["early", "late"]);
});

test("what is cleared never comes", async () => {
  const clock = createFakeClock();
  const came: string[] = [];
  const queue = new DueQueue<string>(clock, (item) => came.push(item));
  queue.put("gone", 10);
  queue.clear();

  await clock.advance(100);

  expect(came).toEqual([]);
});
