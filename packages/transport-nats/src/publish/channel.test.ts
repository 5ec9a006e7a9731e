import { expect, test } from "vitest";
import type { StreamFacts } from "../topology/topology.ts";
import { Channel, type Waiting } from "./channel.ts";

const stream: StreamFacts = { name: "S", duplicateWindowMs: 120_000, messageBytes: 1_000 };

/** Six of two subjects in turn, at a channel that rests. */
function resting() {
  const channel = new Channel<Waiting>("a");
  channel.rest();
  const slots = [1, 2, 3, 4, 5, 6].map((number) => ({
    number,
    subject: `a.p${number % 2}`,
    mayBeStored: false,
  }));
  const called = (...numbers: number[]) => slots.filter(({ number }) => numbers.includes(number));
  const lost = (...numbers: number[]) => called(...numbers).map((slot) => ({ ...slot, mayBeStored: true }));
  const takeUp = (unanswered: readonly Waiting[]) => {
    const { going, overtaken } = channel.takeUp(stream, unanswered);
    return [going, overtaken].map((some) => some.map(({ number }) => number));
  };
  return { channel, called, lost, takeUp };
}

test("what nobody took goes in the order in which it came, with what has no answer and what came since", () => {
  const { channel, called, lost, takeUp } = resting();
  for (const slot of called(6, 4, 5, 3)) channel.wait(slot);
  const unanswered = lost(1, 2);

  expect(channel.mayBeOvertakenBy(unanswered)).toBe(false);
  expect(takeUp(unanswered)).toEqual([[1, 2, 3, 4, 5, 6], []]);
  expect(channel).toMatchObject({ stream, isResting: false, waiting: [] });
});

test("what a later one of its subject overtook does not go", () => {
  const { channel, called, lost, takeUp } = resting();
  for (const slot of called(2, 3, 6)) channel.wait(slot);
  for (const slot of called(5)) channel.storedMeanwhile(slot);

  expect(takeUp(lost(1, 4)), "1 and 3 are of the subject of 5, and 2 of that of 4").toEqual([
    [4, 6],
    [1, 2, 3],
  ]);
});

test("it is waited for whoever may have overtaken somebody", () => {
  const { channel, called } = resting();
  for (const slot of called(3, 4)) channel.wait(slot);

  expect(channel.mayBeOvertakenBy(called(1, 2))).toBe(false);
  expect(channel.mayBeOvertakenBy(called(1, 5))).toBe(true);
});
