import fc from "fast-check";
import { expect, test } from "vitest";
import { KeyLanes } from "./key-lanes.ts";

test("one of a key goes on at a time, and the others in the order in which they came", () => {
  const key = fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"));
  const steps = fc.array(fc.record({ key, leaves: fc.boolean() }), { maxLength: 100 });
  fc.assert(
    fc.property(steps, (all) => {
      const lanes = new KeyLanes<number>();
      const model = new Map<string, number[]>();
      for (const [number, { key, leaves }] of all.entries()) {
        const waiting = model.get(key.join()) ?? [];
        model.set(key.join(), waiting);
        const lane = lanes.of(...key);
        if (leaves && waiting.length > 0) {
          waiting.shift();
          expect(lane.leave()).toBe(waiting[0]);
        } else {
          waiting.push(number);
          expect(lane.enter(number)).toBe(waiting.length === 1);
        }
        expect(lane.isTaken).toBe(waiting.length > 0);
      }
    }),
  );
});

test("a lane that is taken is kept however many keys come and go, and one that is free is not kept for ever", () => {
  const lanes = new KeyLanes<number>();
  const taken = lanes.of("orders", "taken");
  const free = lanes.of("orders", "free");
  taken.enter(1);

  for (let number = 0; number < 10_000; number += 1) lanes.of("orders", String(number));

  expect(lanes.of("orders", "taken")).toBe(taken);
  expect(lanes.of("orders", "free")).not.toBe(free);
});
