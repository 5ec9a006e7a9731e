import fc from "fast-check";
import { expect, test } from "vitest";
import { createFakeClock, type FakeClock } from "../fakes/fake-clock.ts";
import { type LeaseStore, PartitionLeases, shareOf } from "./partition-leases.ts";

/** What Redis or a bucket of NATS would hold, with the same clock. */
function createStore(clock: FakeClock, pauseMs = 0) {
  const lives = new Map<string, number>();
  const leases = new Map<number, { readonly member: string; readonly until: number }>();
  const listeners = new Set<() => void>();
  const storeOf = (isAway: () => boolean): LeaseStore => {
    const reach = async () => {
      if (isAway()) throw new Error("away");
      if (pauseMs > 0) await clock.sleep(pauseMs);
    };
    return {
      async beat(member, forMs) {
        await reach();
        lives.set(member, clock.monotonic() + forMs);
        return [...lives].filter(([, until]) => until > clock.monotonic()).map(([name]) => name);
      },
      async take(partition, member, forMs) {
        await reach();
        const lease = leases.get(partition);
        if (lease !== undefined && lease.member !== member && lease.until > clock.monotonic()) return false;
        leases.set(partition, { member, until: clock.monotonic() + forMs });
        return true;
      },
      async free(partition, member) {
        await reach();
        if (leases.get(partition)?.member === member) leases.delete(partition);
      },
      async leave(member) {
        await reach();
        lives.delete(member);
      },
      async tell() {
        await reach();
        for (const listener of listeners) listener();
      },
    };
  };
  return { storeOf, listeners };
}

function setUp(pauseMs?: number) {
  const clock = createFakeClock();
  const { storeOf, listeners } = createStore(clock, pauseMs);
  /** Whom each partition is read by. Two at once would be the end of order. */
  const readers = new Map<number, string>();
  const troubles: unknown[] = [];
  const join = (member: string, isAway = () => false) => {
    const leases = new PartitionLeases({
      store: storeOf(isAway),
      member,
      partitions: 8,
      clock,
      leaseMs: 1_000,
      onGained(partition) {
        expect(readers.get(partition), `partition ${partition} is read by two`).toBeUndefined();
        readers.set(partition, member);
      },
      async onLosing(partition) {
        await clock.sleep(10);
        expect(readers.get(partition)).toBe(member);
        readers.delete(partition);
      },
      onTrouble: (error) => troubles.push(error),
    });
    listeners.add(() => leases.nudge());
    return leases;
  };
  const counts = () => {
    const all: Record<string, number> = {};
    for (const member of readers.values()) all[member] = (all[member] ?? 0) + 1;
    return all;
  };
  return { clock, join, readers, counts, troubles };
}

test("a member alone has all, and two have half each once the second has joined", async () => {
  const { clock, join, counts } = setUp();
  await join("a").start();
  expect(counts()).toEqual({ a: 8 });

  const joining = join("b").start();
  await clock.advance(100);
  await joining;

  expect(counts()).toEqual({ a: 4, b: 4 });
});

test.each([5, 11, 20])(
  "with a store that takes %i ms no news is missed: members that join one behind the other all have their shares soon",
  async (pauseMs) => {
    const { clock, join, counts } = setUp(pauseMs);
    for (const name of ["a", "b", "c", "d"]) {
      void join(name).start();
      await clock.advance(13);
    }
    await clock.advance(230);

    expect(Object.values(counts())).toEqual([2, 2, 2, 2]);
  },
);

test("what a member frees when it closes is taken by the others at once", async () => {
  const { clock, join, counts, readers } = setUp();
  const [a, b] = [join("a"), join("b")];
  await a.start();
  const joining = b.start();
  await clock.advance(100);
  await joining;

  for (const partition of a.held) readers.delete(partition);
  await a.close();
  await clock.advance(50);

  expect(counts()).toEqual({ b: 8 });
});

test("a member that is closed while it joins waits for nobody", async () => {
  const { clock, join } = setUp(10);
  const first = join("a").start();
  await clock.advance(200);
  await first;
  const second = join("b");
  let hasJoined = false;
  void second.start().then(() => {
    hasJoined = true;
  });
  await clock.advance(5);
  void second.close();
  await clock.advance(200);

  expect(hasJoined).toBe(true);
});

test("a member that cannot reach the store stops before its leases end, and others take over", async () => {
  const { clock, join, counts, readers, troubles } = setUp();
  let isAway = false;
  await join("a", () => isAway).start();
  const joining = join("b").start();
  await clock.advance(100);
  await joining;

  isAway = true;
  await clock.advance(1_010);
  expect(Object.keys(counts())).toEqual(["b"]);
  await clock.advance(2_000);

  expect([...readers.values()]).toEqual(Array(8).fill("b"));
  expect(troubles).not.toEqual([]);
});

test("every partition falls to exactly one member, as evenly as can be", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      (members, partitions) => {
        const shares = members.map((member) => [...shareOf(member, members, partitions)]);
        expect(shares.flat().toSorted((one, other) => one - other)).toEqual(
          Array.from({ length: partitions }, (_, index) => index),
        );
        const sizes = shares.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
