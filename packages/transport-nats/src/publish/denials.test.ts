import { PublishCall } from "@concordat/runtime/transport";
import { expect, test } from "vitest";
import { Denials } from "./denials.ts";
import { Slot } from "./slot.ts";

const content = { headers: "", headerBytes: 0, body: "", bodyBytes: 0, bytes: 0, hasId: true };

function setUp() {
  const denials = new Denials();
  const open = new Map<number, Slot>();
  return {
    denials,
    open,
    send(...subjects: readonly string[]): void {
      for (const subject of subjects) {
        const message = { address: subject, subject, content };
        const slot = new Slot(open.size, message, 0, new PublishCall(1), 0);
        denials.sending(slot);
        slot.isUnderWay = true;
        open.set(slot.number, slot);
      }
    },
    end(number: number, how: "answered" | "giveUp"): void {
      const slot = open.get(number) as Slot;
      denials[how](slot);
      slot.isUnderWay = false;
    },
    deny(...subjects: readonly string[]): void {
      for (const subject of subjects) denials.add(subject);
    },
    /** Numbers of those that are denied for certain; they are told then. */
    take(): readonly number[] {
      return denials.take(open.values()).map(({ slot }) => {
        slot.isUnderWay = false;
        return slot.number;
      });
    },
    denied: () => denials.take(open.values()).map(({ slot, named }) => [slot.subject, named]),
  };
}

test("said as often as there are messages without an answer, all of them are denied", () => {
  const { send, deny, take } = setUp();
  send("a", "b", "a");
  deny("a", "b");
  expect(take()).toEqual([]);
  deny("a");
  expect(take()).toEqual([0, 1, 2]);
  expect(take()).toEqual([]);
});

test("as long as one of them may have been taken nobody knows which; its answer tells", () => {
  const { send, deny, end, take } = setUp();
  send("a", "a", "a");
  deny("a", "a");
  expect(take()).toEqual([]);
  end(1, "answered");
  expect(take()).toEqual([0, 2]);
});

test("what is sent after it was said is not meant, so that a flow of others keeps nobody waiting", () => {
  const { send, deny, take } = setUp();
  send("a");
  deny("a");
  send("b", "a");
  expect(take()).toEqual([0]);
  deny("a");
  expect(take()).toEqual([]);
});

test("one on another subject may be meant, since it may be mapped to the one that is named", () => {
  const { send, deny, end, take } = setUp();
  send("a", "alias-of-a");
  deny("a");
  expect(take()).toEqual([]);
  end(0, "answered");
  expect(take()).toEqual([1]);
});

test("each is told with its own subject, if that was named, or the one that was", () => {
  const { send, deny, denied } = setUp();
  send("alias-of-a", "b");
  deny("a", "b");
  expect(denied()).toEqual([
    ["alias-of-a", "a"],
    ["b", "b"],
  ]);
});

test("one that nobody waits for any more may be meant, until it is answered", () => {
  const { send, deny, end, take, denials } = setUp();
  send("a", "a");
  end(0, "giveUp");
  deny("a");
  expect(take()).toEqual([]);
  denials.answeredLate(0);
  expect(take()).toEqual([1]);
});

test("one that nobody waits for any more is not meant later, once one behind it was answered and nothing was said", () => {
  const { send, deny, end, take } = setUp();
  send("a", "b");
  end(0, "giveUp");
  end(1, "answered");
  expect(take()).toEqual([]);
  send("a");
  deny("a");
  expect(take()).toEqual([2]);
});

test("… and is meant as long as what was said is not found out", () => {
  const { send, deny, end, take } = setUp();
  send("a", "b", "a");
  end(0, "giveUp");
  deny("a");
  end(1, "answered");
  expect(take()).toEqual([]);
});

test("the answer to one that was sent over the connection before, too, may be for that, and it be denied here", () => {
  const { send, deny, end, take, open, denials } = setUp();
  send("a", "a");
  (open.get(0) as Slot).mayBeStored = true;
  end(0, "answered");
  denials.answeredLate(0);
  deny("a");
  expect(take()).toEqual([]);
});

test("what is said of requests and acknowledgements is of no message", () => {
  const { send, deny, take, denials } = setUp();
  send("a");
  deny("$JS.API.STREAM.NAMES");
  expect(take()).toEqual([]);
  expect(denials.isWaiting).toBe(false);
});

test("said more often than there are messages, it is of something else, and nothing is certain", () => {
  const { send, deny, take } = setUp();
  send("a");
  deny("a", "a");
  expect(take()).toEqual([]);
  send("a");
  expect(take()).toEqual([]);
});

test("what was said of another connection is over, and so is what was sent over it", () => {
  const { send, deny, end, take, denials } = setUp();
  send("a");
  end(0, "giveUp");
  deny("a");
  denials.reset();
  send("a");
  expect(take()).toEqual([]);
  deny("a");
  expect(take()).toEqual([1]);
});

test("with too many that nobody waits for, nothing is certain before another connection", () => {
  const { send, deny, end, take, denials } = setUp();
  send(...Array.from({ length: 10_001 }, () => "b"));
  for (let number = 0; number <= 10_000; number += 1) end(number, "giveUp");
  send("a");
  deny("a");
  expect(take()).toEqual([]);
  denials.reset();
  deny("a");
  expect(take()).toEqual([10_001]);
});
