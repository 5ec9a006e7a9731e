import { expect, test } from "vitest";
import { createMemoryDeadLetters } from "../dead-letters/memory-dead-letters.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryInbox } from "../inbox/memory-inbox.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { noRetry } from "../retry/retry-policy.ts";
import { createBus } from "./create-bus.ts";

test.each([
  ["claim", ["ok"]],
  ["complete", ["ok", "ok"]],
  ["release", ["failed", "ok"]],
] as const)("an inbox that is away when asked to %s makes no dead letters", async (away, expected) => {
  const clock = createFakeClock();
  const inbox = createMemoryInbox({ clock, claimMs: 5_000 });
  let isAway = true;
  const flaky = {
    ...inbox,
    [away]: (claim: Parameters<typeof inbox.claim>[0]) => {
      if (isAway) return Promise.reject(new Error("no connection"));
      return inbox[away](claim);
    },
  };
  const store = createMemoryDeadLetters({ clock });
  const bus = createBus({
    transport: createMemoryTransport({ clock }),
    source: "/shop",
    clock,
    deadLetters: store,
  });
  const calls: string[] = [];
  const handle = () => {
    const outcome = away === "release" && calls.length === 0 ? "failed" : "ok";
    calls.push(outcome);
    if (outcome === "failed") throw new Error("planned");
  };
  await bus.consume("indexer", { happened: handle }, { inbox: flaky, retry: noRetry });

  const sent = bus.send({ type: "happened" });
  await clock.advance(1_000);
  await sent;
  isAway = false;
  await clock.advance(10_000);

  expect(calls).toEqual(expected);
  expect((await store.stats()).total).toBe(0);
  await bus.close();
});
