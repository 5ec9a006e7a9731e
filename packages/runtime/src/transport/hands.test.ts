import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { subscribeSettingsOf } from "../ports/subscribe-settings.ts";
import type { Delivery, SubscribeOptions } from "../ports/transport.ts";
import type { Arrival } from "./arrival.ts";
import { Hands, type HandsOptions } from "./hands.ts";

const source = {};

function arrival(position: string, key?: string, more: Partial<Arrival<string>> = {}): Arrival<string> {
  const raw = { headers: {}, body: Buffer.from(position) };
  return { address: "orders", key, raw, position, attempts: 0, source, ticket: position, ...more };
}

/** Hands whose handler ends when it is told, by the position of a message. */
function setUp(
  asked: Partial<SubscribeOptions> = {},
  options: Partial<HandsOptions> = {},
  { isCounting = false } = {},
) {
  const clock = createFakeClock();
  const open = new Map<string, PromiseWithResolvers<void>>();
  const came: Delivery[] = [];
  const told: string[] = [];
  const hands = new Hands<string>(
    subscribeSettingsOf({ group: "g", addresses: ["orders"], ...asked }),
    (delivery) => {
      came.push(delivery);
      const gate = Promise.withResolvers<void>();
      open.set(delivery.position, gate);
      return gate.promise;
    },
    {
      decode: () => ({ event: undefined, violations: [] }),
      ownHeaders: (headers) => headers,
      handled: ({ ticket }) => told.push(`handled ${ticket}`),
      hungry: () => undefined,
      ...(isCounting && {
        handingOut: ({ ticket }: Arrival<string>, attempt: number) =>
          void told.push(`attempt ${attempt} of ${ticket}`),
      }),
    },
    { clock, ...options },
  );
  const end = async (position: string) => {
    open.get(position)?.resolve();
    await clock.advance(0);
  };
  const fail = async (position: string) => {
    open.get(position)?.reject(new Error("planned"));
    await clock.advance(0);
  };
  const positions = () => came.map(({ position, attempt }) => `${position}:${attempt}`);
  return { hands, clock, came, told, end, fail, positions };
}

test("no more are out than were asked for, and the next comes when one is handled", async () => {
  const { hands, positions, end, told } = setUp({ maxInFlight: 2 });
  for (const each of ["1", "2", "3"]) hands.take(arrival(each));
  expect(positions()).toEqual(["1:1", "2:1"]);

  await end("2");

  expect(positions()).toEqual(["1:1", "2:1", "3:1"]);
  expect(told).toEqual(["handled 2"]);
});

test("a key waits for its message before, others go on", async () => {
  const { hands, positions, end } = setUp();
  hands.take(arrival("1", "a"));
  hands.take(arrival("2", "a"));
  hands.take(arrival("3", "b"));
  hands.take(arrival("4", "a", { address: "returns" }));
  expect(positions()).toEqual(["1:1", "3:1", "4:1"]);

  await end("1");

  expect(positions().at(-1)).toBe("2:1");
});

test("without order nothing waits for its key", () => {
  const { hands, positions } = setUp({ order: "none" });
  hands.take(arrival("1", "a"));
  hands.take(arrival("2", "a"));

  expect(positions()).toEqual(["1:1", "2:1"]);
});

test("what fails comes again, at once and then after pauses that grow, before what waits behind it", async () => {
  const { hands, clock, positions, fail, told } = setUp();
  hands.take(arrival("1", "a", { attempts: 4 }));
  hands.take(arrival("2", "a"));
  await fail("1");
  expect(positions()).toEqual(["1:5"]);
  await clock.advance(8);
  expect(positions()).toEqual(["1:5", "1:6"]);
  expect(told).toEqual([]);

  await fail("1");
  await clock.advance(15);
  expect(positions()).toHaveLength(2);
  await clock.advance(1);
  expect(positions()).toEqual(["1:5", "1:6", "1:7"]);
});

test("what takes too long comes again, and what its handler says then is not heard", async () => {
  const { hands, clock, came, told, end } = setUp({ redeliverAfterMs: 1_000 });
  hands.take(arrival("1"));
  const first = came[0];
  await clock.advance(1_000);
  expect(came.map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(first?.signal.aborted).toBe(true);
  expect(came[1]?.signal.aborted).toBe(false);

  await end("1");

  expect(told).toEqual(["handled 1"]);
});

test("who keeps the count is told of each attempt before it begins", async () => {
  const { hands, clock, told, fail } = setUp({ maxInFlight: 1 }, {}, { isCounting: true });
  hands.take(arrival("1", "a", { attempts: 2 }));
  hands.take(arrival("2", "a"));
  await fail("1");
  await clock.advance(8);

  expect(told).toEqual(["attempt 3 of 1", "attempt 4 of 1"]);
});

test("each attempt has bytes of its own", async () => {
  const { hands, came, fail } = setUp();
  hands.take(arrival("1"));
  came[0]?.raw.body.fill(0);
  await fail("1");

  expect(Buffer.from(came[1]?.raw.body ?? []).toString()).toBe("1");
});

test("it takes as much as may be out and looks ahead by a bound, in messages and in bytes", () => {
  const { hands } = setUp({ maxInFlight: 2 }, { lookAhead: 3, lookAheadBytes: 4 });
  expect(hands.wanted).toBe(5);
  for (const each of ["1", "2", "3"]) hands.take(arrival(each));
  expect(hands.wanted).toBe(2);
  hands.take(arrival("4"));
  expect(hands.wanted).toBe(0);
});

test("closing hands nothing out, waits, and answers what was not handled in its order", async () => {
  const { hands, clock, came, positions, told, end } = setUp({ maxInFlight: 2 });
  for (const each of ["1", "2", "3", "4"]) hands.take(arrival(each, each === "3" ? "k" : undefined));
  const closing = hands.close(1_000);
  await end("1");
  expect(positions()).toEqual(["1:1", "2:1"]);
  expect(hands.take(arrival("5"))).toBe(false);
  await clock.advance(1_000);

  expect((await closing).map(({ ticket }) => ticket)).toEqual(["2", "3", "4"]);
  expect(told).toEqual(["handled 1"]);
  expect(came[1]?.signal.aborted).toBe(true);
  await end("2");
  expect(told).toEqual(["handled 1"]);
});

test("a source that is taken away leaves others alone, and its keys are free for whom they belong to", async () => {
  const other = {};
  const { hands, clock, positions, end } = setUp();
  hands.take(arrival("1", "a"));
  hands.take(arrival("2", "a"));
  hands.take(arrival("3", "a", { source: other }));
  const releasing = hands.release(source, 1_000);
  expect(hands.take(arrival("4", "b"))).toBe(false);
  await end("1");
  await clock.advance(0);

  expect((await releasing).map(({ ticket }) => ticket)).toEqual(["2"]);
  expect(positions()).toEqual(["1:1", "3:1"]);
});

test("a source whose handler does not end is let go of when the time is over", async () => {
  const { hands, clock, told, end } = setUp();
  hands.take(arrival("1", "a"));
  hands.take(arrival("2", "a"));
  const releasing = hands.release(source, 50);
  await clock.advance(50);

  expect((await releasing).map(({ ticket }) => ticket)).toEqual(["1", "2"]);
  await end("1");
  expect(told).toEqual([]);
  hands.take(arrival("5", "a"));
  expect(hands.inFlight).toBe(1);
});

test("closing ends the wait for a source that is being taken away", async () => {
  const { hands } = setUp();
  hands.take(arrival("1"));
  const releasing = hands.release(source, 10_000);

  expect((await hands.close(0)).map(({ ticket }) => ticket)).toEqual(["1"]);
  expect(await releasing).toEqual([]);
});

test("a handler that may copy what it gets finds every member in the copy, of the next attempt, too", async () => {
  const { hands, came, fail, clock } = setUp();
  hands.take(arrival("1"));
  await fail("1");
  await clock.advance(5_000);

  const copies = came.map((delivery) => ({ ...delivery }));

  expect(copies).toHaveLength(2);
  for (const copy of copies)
    expect(copy).toMatchObject({ headers: {}, raw: { headers: {} }, signal: expect.any(AbortSignal) });
});

test("where the handler is quick, few are out at once, however many may be", async () => {
  const clock = createFakeClock();
  const handled: string[] = [];
  let most = 0;
  const hands: Hands<string> = new Hands<string>(
    subscribeSettingsOf({ group: "g", addresses: ["orders"], maxInFlight: 256 }),
    async () => {
      most = Math.max(most, hands.inFlight);
    },
    {
      decode: () => ({ event: undefined, violations: [] }),
      ownHeaders: (headers) => headers,
      handled: ({ ticket }) => void handled.push(ticket),
      hungry: () => undefined,
    },
    { clock },
  );
  const all = Array.from({ length: 200 }, (_, number) => String(number));
  for (const each of all) hands.take(arrival(each));

  await clock.advance(0);

  expect(handled).toEqual(all);
  expect(most).toBeLessThan(64);
});
