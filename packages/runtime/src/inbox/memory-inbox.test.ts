import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryInbox, type MemoryInboxOptions } from "./memory-inbox.ts";

function setUp(options: Omit<MemoryInboxOptions, "clock"> = {}) {
  const clock = createFakeClock();
  return { clock, inbox: createMemoryInbox({ clock, ...options }) };
}

const claimOf = (id: string, claimant = "one") => ({
  consumer: "indexer",
  source: "/oms/main",
  id,
  digest: "d",
  claimant,
});

test("outside its window a repetition is a first again", async () => {
  const { clock, inbox } = setUp({ windowMs: 1000 });
  await inbox.claim(claimOf("1"));
  await inbox.complete(claimOf("1"));

  await clock.advance(999);
  expect(await inbox.claim(claimOf("1"))).toBe("duplicate");
  await clock.advance(1);
  expect(await inbox.claim(claimOf("1"))).toBe("first");
});

test("a claim whose owner went away lapses", async () => {
  const { clock, inbox } = setUp({ claimMs: 1000 });
  await inbox.claim(claimOf("1"));

  expect(await inbox.claim(claimOf("1"))).toBe("busy");
  await clock.advance(1000);
  expect(await inbox.claim(claimOf("1"))).toBe("first");
});

test("of too many the oldest that are done are forgotten, never one that is under way", async () => {
  const { inbox } = setUp({ maxEntries: 3 });
  await inbox.claim(claimOf("under way"));
  for (const id of ["1", "2", "3", "4"]) {
    await inbox.claim(claimOf(id));
    await inbox.complete(claimOf(id));
  }
  await inbox.claim(claimOf("5"));

  expect(await inbox.claim(claimOf("under way"))).toBe("busy");
  expect(await inbox.claim(claimOf("4"))).toBe("duplicate");
  expect(await inbox.claim(claimOf("1"))).toBe("first");
});

test("what comes late from a claim that lapsed frees no newer one, and an effect that has happened counts all the same", async () => {
  const { clock, inbox } = setUp({ claimMs: 1000 });
  await inbox.claim(claimOf("1", "slow"));
  await clock.advance(1000);
  await inbox.claim(claimOf("1", "next"));

  await inbox.release(claimOf("1", "slow"));
  expect(await inbox.claim(claimOf("1", "third"))).toBe("busy");
  await inbox.complete(claimOf("1", "slow"));

  expect(await inbox.claim(claimOf("1", "third"))).toBe("duplicate");
});

test("a late release does not undo what is done", async () => {
  const { inbox } = setUp();
  await inbox.claim(claimOf("1"));
  await inbox.complete(claimOf("1"));
  await inbox.release(claimOf("1"));

  expect(await inbox.claim(claimOf("1"))).toBe("duplicate");
});

test("no source and id are taken for another pair", async () => {
  const { inbox } = setUp();
  await inbox.claim({ ...claimOf("c"), source: "ab" });

  expect(await inbox.claim({ ...claimOf("bc"), source: "a" })).toBe("first");
  expect(await inbox.claim({ ...claimOf(":c"), source: "2" })).toBe("first");
});
