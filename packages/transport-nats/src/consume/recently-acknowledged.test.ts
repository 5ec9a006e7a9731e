import { expect, test } from "vitest";
import { RecentlyAcknowledged } from "./recently-acknowledged.ts";

test("the last ones are in doubt when the connection is another one, until that is over", () => {
  const recent = new RecentlyAcknowledged(3);
  for (const sequence of [1, 2, 3, 4]) recent.add({ sequence, reply: `ack ${sequence}` });
  expect(recent.isDoubtful(4), "nothing happened").toBe(false);

  expect([...recent.doubt()].sort()).toEqual(["ack 2", "ack 3", "ack 4"]);
  recent.add({ sequence: 5, reply: "ack 5" });

  expect([1, 2, 4, 5].map((sequence) => recent.isDoubtful(sequence))).toEqual([false, true, true, false]);
  recent.endDoubt();
  expect(recent.isDoubtful(4)).toBe(false);
});

test("without any there is nothing to doubt", () => {
  const recent = new RecentlyAcknowledged();

  expect(recent.doubt()).toEqual([]);
  expect(recent.isDoubtful(1)).toBe(false);
});
