import { expect, test } from "vitest";
import { Call, Letter } from "./call.ts";
import { Lanes } from "./lanes.ts";

const most = { messages: 10, bytes: 1_000 };
const call = new Call(1, Number.POSITIVE_INFINITY);

function letter(id: string, lane?: string, bytes = 100): Letter {
  const entry = { EventBusName: "bus", Source: id, DetailType: "t", Detail: "{}" };
  return new Letter(call, 0, { address: "orders", lane, entry, bytes });
}

const idsOf = (letters: readonly Letter[]) => letters.map(({ entry }) => entry.Source).join(" ");

function filled(...letters: readonly Letter[]): Lanes {
  const lanes = new Lanes();
  for (const each of letters) lanes.add(each);
  return lanes;
}

test("those of a lane ride together, and the next portion of it waits for their answer", () => {
  const sent = ["a1", "b1", "a2"].map((id) => letter(id, id.slice(0, 1)));
  const lanes = filled(...sent);
  const first = lanes.take({ ...most, messages: 2 });
  expect(idsOf(first)).toBe("a1 a2");
  lanes.add(letter("a3", "a"));
  expect(idsOf(lanes.take(most))).toBe("b1");
  expect(lanes.take(most)).toEqual([]);

  lanes.rest(first, []);

  expect(idsOf(lanes.take(most))).toBe("a3");
});

test("what is sent again goes before what waited, in its order", () => {
  const lanes = filled(...["a1", "a2", "a3", "a4"].map((id) => letter(id, "a")));
  const first = lanes.take({ ...most, messages: 3 });
  lanes.rest(first, first.slice(1));
  expect(lanes.take(most)).toEqual([]);

  lanes.resume(first.slice(1));

  const second = lanes.take({ ...most, messages: 1 });
  expect(idsOf(second)).toBe("a2");
  lanes.rest(second, second);
  lanes.resume(second);
  expect(idsOf(lanes.take(most))).toBe("a2 a3 a4");
});

test("without a lane nothing waits, and what is to be sent again comes when its rest is over", () => {
  const lanes = filled(letter("1"), letter("2"));
  const first = lanes.take({ ...most, messages: 1 });
  lanes.rest(first, first);
  expect(idsOf(lanes.take(most))).toBe("2");
  lanes.resume(first);
  expect(idsOf(lanes.take(most))).toBe("1");
});

test("a request holds what fits, and one at least", () => {
  const lanes = filled(letter("1", undefined, 5_000), letter("2", "a", 600), letter("3", "a", 600));
  expect(idsOf(lanes.take(most))).toBe("1");
  const second = lanes.take(most);
  expect(idsOf(second)).toBe("2");
  lanes.rest(second, []);
  expect(idsOf(lanes.take(most))).toBe("3");
});

test("one that travels alone takes nobody along, and nobody takes it along", () => {
  const alone = letter("2", "a");
  alone.travelsAlone = true;
  const lanes = filled(letter("1", "a"), alone, letter("3", "a"), letter("4"));
  const first = lanes.take(most);
  expect(idsOf(first)).toBe("1 4");
  lanes.rest(first, []);
  const second = lanes.take(most);
  expect(idsOf(second)).toBe("2");
  lanes.rest(second, []);
  expect(idsOf(lanes.take(most))).toBe("3");
});

test("what has its result already is passed over, and its lane goes on", () => {
  const done = letter("a1", "a");
  const alsoDone = letter("a3", "a");
  const lanes = filled(done, letter("a2", "a"), alsoDone, letter("a4", "a"));
  done.isDone = true;
  alsoDone.isDone = true;

  expect(idsOf(lanes.take(most))).toBe("a2 a4");
});
