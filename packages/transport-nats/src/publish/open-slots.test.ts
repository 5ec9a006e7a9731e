import fc from "fast-check";
import { expect, test } from "vitest";
import { OpenSlots } from "./open-slots.ts";
import type { Slot } from "./slot.ts";

function add(open: OpenSlots): Slot {
  const slot = { number: open.nextNumber } as Slot;
  open.add(slot);
  return slot;
}

test("they are found by number as long as they are open, and come oldest first", () => {
  const open = new OpenSlots();
  const [one, two, three] = [add(open), add(open), add(open)];
  open.delete(two);

  expect([...open]).toEqual([one, three]);
  expect([open.get(one.number), open.get(two.number), open.get(99), open.get(-1)]).toEqual([
    one,
    undefined,
    undefined,
    undefined,
  ]);
  open.delete(one);
  expect([open.oldest, open.size]).toEqual([three, 1]);
});

test("one that waits for long is not lost among all that come and go meanwhile", () => {
  const open = new OpenSlots();
  const waiting = add(open);
  for (let count = 0; count < 10_000; count += 1) open.delete(add(open));
  const last = add(open);

  expect([...open]).toEqual([waiting, last]);
  expect(open.get(waiting.number)).toBe(waiting);
});

test("what is deleted on the way through does not come", () => {
  const open = new OpenSlots();
  const all = Array.from({ length: 5 }, () => add(open));
  const came: Slot[] = [];
  for (const slot of open) {
    came.push(slot);
    for (const each of all) if (each.number <= slot.number + 1 && open.has(each)) open.delete(each);
  }

  expect(came.map(({ number }) => number)).toEqual([1, 3, 5]);
  expect(open.size).toBe(0);
});

test("whatever comes and goes, it is what a map would be", () => {
  const steps = fc.array(fc.oneof(fc.constant("add" as const), fc.nat({ max: 40 })), { maxLength: 400 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 3_000 }), (all, before) => {
      const [open, model] = [new OpenSlots(), new Map<number, Slot>()];
      const put = () => {
        const slot = add(open);
        model.set(slot.number, slot);
      };
      for (let count = 0; count < before; count += 1) put();
      for (const step of all) {
        const slot = step === "add" ? undefined : [...model.values()][step];
        if (slot === undefined) put();
        else {
          open.delete(slot);
          model.delete(slot.number);
        }
      }
      expect([...open]).toEqual([...model.values()]);
      expect(open.size).toBe(model.size);
      expect(open.oldest).toBe(model.values().next().value);
    }),
    { numRuns: 50 },
  );
});
