import { expect, test } from "vitest";
import { inTurns, reading, sending, severalAtOnce } from "./measured.ts";

test("so many are under way at once, and each that is done makes room for the next", async () => {
  let [underWay, most, done] = [0, 0, 0];

  await severalAtOnce(20, 4, async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await undefined;
    underWay -= 1;
    done += 1;
  });

  expect([done, most]).toEqual([20, 4]);
});

test("items come one after the other, again and again", () => {
  const next = inTurns(["a", "b", "c"]);

  expect(Array.from({ length: 7 }, next).join("")).toMatch(/^(?:bcabcab|abcabca|cabcabc)$/);
});

test("sends are counted in whole batches, five times as many as asked for, and room is made before", async () => {
  const said: (string | number)[] = [];
  const contender = sending({
    name: "batches",
    batch: 100,
    send: async (count) => void said.push(count),
    before: async () => void said.push("room"),
  });

  await contender.measure(101);

  expect(said).toEqual(["room", 600]);
});

test("what was read is left only after it was measured, and never fewer than joining a group is nothing against", async () => {
  const said: (string | number)[] = [];
  const contender = reading({
    name: "reader",
    async read(count) {
      said.push(count);
      return { leave: async () => void said.push("left") };
    },
  });

  await contender.measure(1);

  expect(said).toEqual([20_000, "left"]);
});
