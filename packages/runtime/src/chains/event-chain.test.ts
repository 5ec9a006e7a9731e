import type { CloudEvent } from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { createSampleEvent } from "../fakes/delivery.ts";
import { type CausationTree, causationTrees, eventsOfStory } from "./event-chain.ts";

const first = createSampleEvent({ id: "1" });
const second = createSampleEvent({ id: "2", correlationid: "1", causationid: "1" });
const third = createSampleEvent({ id: "3", correlationid: "1", causationid: "2" });
const fourth = createSampleEvent({ id: "4", correlationid: "1", causationid: "1" });
const stranger = createSampleEvent({ id: "5", correlationid: "other" });

type Shape = readonly [string, readonly Shape[]];

function shapeOf({ event, caused }: CausationTree): Shape {
  return [event.id, caused.map(shapeOf)];
}

function shapes(events: readonly CloudEvent[]) {
  return causationTrees(events).map(shapeOf);
}

test("a story is the event that began it and all that carry its correlation, in their order", () => {
  const all = [stranger, first, second, fourth, third];

  expect(eventsOfStory(all, "1")).toEqual([first, second, fourth, third]);
});

test("the tree says what caused what", () => {
  expect(shapes([first, second, fourth, third])).toEqual([
    [
      "1",
      [
        ["2", [["3", []]]],
        ["4", []],
      ],
    ],
  ]);
});

test("an event may come before its cause, and one whose cause is not there is a root", () => {
  expect(shapes([third, second, stranger])).toEqual([
    ["2", [["3", []]]],
    ["5", []],
  ]);
});

test("causes that go round in a circle leave every event in the result once", () => {
  const a = createSampleEvent({ id: "a", causationid: "b" });
  const b = createSampleEvent({ id: "b", causationid: "a" });
  const self = createSampleEvent({ id: "c", causationid: "c" });

  expect(shapes([a, b, self])).toEqual([
    ["a", [["b", []]]],
    ["c", []],
  ]);
});

test("a story of any length is told, in whatever order it comes", () => {
  const long = Array.from({ length: 100_000 }, (_, index) =>
    createSampleEvent({ id: String(index), causationid: String(index - 1) }),
  );
  let depth = 0;
  let at: CausationTree | undefined = causationTrees(long.toReversed())[0];
  for (; at !== undefined; at = at.caused[0]) depth += 1;

  expect(depth).toBe(100_000);
});
