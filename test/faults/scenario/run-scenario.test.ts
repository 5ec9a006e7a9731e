import {
  createMemoryBroker,
  createMemoryTransport,
  type OutgoingMessage,
  type Transport,
} from "@concordat/runtime";
import { type PublishFault, withFaults } from "@concordat/transport-testkit";
import { expect, test } from "vitest";
import { runScenario } from "./run-scenario.ts";
import type { Scenario, ScenarioResult } from "./scenario.ts";
import type { Strike } from "./strike.ts";

/** Where something is waited for in vain: longer than a busy machine stands still. */
const inVainMs = 1_000;

/** Nobody is away for long in one process. */
const load = { events: 200, eventsPerSecond: 20_000, publishers: 4, keysPerPublisher: 3 };

test("where nothing goes wrong nothing is lost, repeated or unknown", async () => {
  const result = await play({});

  expect(result.problems).toEqual([]);
  expect(result).toMatchObject({ lost: 0, duplicates: 0, redelivered: 0, recognised: 0 });
  expect(result.answers).toEqual({ stored: result.events, refused: 0, unknown: 0 });
  expect(result.handled).toBe(2 * result.events);
  expect(result.events).toBeGreaterThanOrEqual(load.events);
});

test("a network that loses messages and answers is told of in figures, and nothing is lost", async () => {
  const network = unreliable(["message-lost", "answer-lost", "refused"]);

  const result = await play({ open: network.open, strikes: [network.strike] });

  expect(result.problems).toEqual([]);
  expect(result.lost).toBe(0);
  expect(result.answers.unknown).toBeGreaterThan(0);
  expect(result.answers.refused).toBeGreaterThan(0);
  // An answer that was lost had the event sent again, which was there already.
  expect(result.duplicates).toBeGreaterThan(0);
  expect(result.strikes).toMatchObject([
    { name: "an unreliable network", proof: expect.stringMatching(/unknown/) },
  ]);
});

test("a transport that loses what it stored is found out, and what is lost is named", async () => {
  let count = 0;
  const result = await play({
    patienceMs: inVainMs,
    open: publishing(async (messages, publish) => {
      const kept = messages.filter(() => {
        count += 1;
        return count !== 50;
      });
      const results = await publish(kept);
      return messages.map((message) => results[kept.indexOf(message)] ?? { status: "stored" });
    }),
  });

  expect(result.lost).toBe(2);
  // Once for each group.
  expect(lawsOf(result)).toEqual(["goes on", "I1", "I1"]);
  expect(result.problems.at(-1)?.message).toMatch(/never handled orders\/\d-\d\/\d+, stored at orders/);
});

test.each([false, true])(
  "a transport that stores what it refuses is found out, whether it stores copies (%s) or not",
  async (storesCopies) => {
    let count = 0;
    const result = await play({
      storesCopies,
      open: publishing(async (messages, publish) => {
        const results = await publish(messages);
        return results.map((result) => {
          count += 1;
          return count === 50 ? { status: "refused", error: new Error("not stored, it says") } : result;
        });
      }),
    });

    expect(new Set(lawsOf(result))).toEqual(new Set(storesCopies ? ["refused"] : ["refused", "copies"]));
  },
);

test("a transport that delivers twice keeps its promise, and the duplicates are counted", async () => {
  let count = 0;
  const result = await play({
    open: handling((handle) => async (delivery) => {
      count += 1;
      await handle(delivery);
      if (count % 20 === 0 && delivery.attempt === 1) throw new Error("the acknowledgement is lost");
    }),
  });

  expect(result.problems).toEqual([]);
  expect(result.duplicates).toBeGreaterThan(0);
  expect(result.redelivered).toBe(result.duplicates);
});

test("a transport that changes a message is found out", async () => {
  const result = await play({
    open: publishing((messages, publish) =>
      publish(
        messages.map((message) =>
          "event" in message && message.event.id.endsWith("/7")
            ? { ...message, event: { ...message.event, data: "something else" } }
            : message,
        ),
      ),
    ),
  });

  expect(new Set(lawsOf(result))).toEqual(new Set(["I5"]));
});

test("a transport that promises order and breaks it is found out", async () => {
  let held: OutgoingMessage | undefined;
  const result = await play({
    open: publishing(async (messages, publish) => {
      const late = messages.find((message) => message.key === "0-0" && held === undefined);
      if (late !== undefined) {
        held = late;
        const others = messages.filter((message) => message !== late);
        const results = [...(await publish(others))];
        return messages.map((message) =>
          message === late ? { status: "stored" } : (results.shift() as never),
        );
      }
      const isNext = messages.some(({ key }) => key === "0-0");
      const results = await publish(messages);
      if (isNext && held !== undefined) {
        await publish([held]);
        held = { address: "elsewhere", raw: { headers: {}, body: new Uint8Array() } };
      }
      return results;
    }),
  });

  expect(lawsOf(result)).toContain("I4");
});

test("a fault that nobody met is not real, and the scenario says so", async () => {
  const idle: Strike = {
    name: "an idle threat",
    strike: (stage) => stage.untilDisturbed(stage.tally.mark()),
  };

  const result = await play({ patienceMs: inVainMs, strikes: [idle] });

  expect(result.problems).toEqual([
    { law: "is real", message: "the fault was not real: an idle threat: nobody was disturbed" },
  ]);
  expect(result.strikes).toEqual([]);
});

test("a transport that never comes back is given up, with what was waited for", async () => {
  let isAway = false;
  const result = await play({
    patienceMs: inVainMs,
    open: publishing((messages, publish) => (isAway ? new Promise(() => undefined) : publish(messages))),
    strikes: [
      {
        name: "away for good",
        async strike() {
          isAway = true;
          return "it was told to be away";
        },
      },
    ],
  });

  // In vain for the next events, and in vain for the publishers.
  expect(lawsOf(result)).toEqual(["goes on", "goes on"]);
  expect(result.problems[0]?.message).toMatch(
    /nothing has moved for \d+ ms, and still it is not so: \d+ are stored/,
  );
});

test("a transport that does not close is told of", async () => {
  const broker = createMemoryBroker();
  const result = await play({
    patienceMs: inVainMs,
    open: async () => ({ ...createMemoryTransport({ broker }), close: () => new Promise(() => undefined) }),
  });

  expect(lawsOf(result)).toEqual(["closes", "closes", "closes", "closes"]);
});

function play(more: Partial<Scenario>): Promise<ScenarioResult> {
  const broker = createMemoryBroker();
  return runScenario({
    open: async () => createMemoryTransport({ broker }),
    address: "orders",
    groups: { billing: { members: 2 }, audit: {} },
    load,
    strikes: [],
    seed: 1,
    ...more,
  });
}

function lawsOf({ problems }: ScenarioResult): string[] {
  return problems.map(({ law }) => law);
}

type Publish = Transport["publish"];

/** Transports to one broker whose publishing is meddled with. */
function publishing(
  meddle: (messages: readonly OutgoingMessage[], publish: Publish) => ReturnType<Publish>,
): () => Promise<Transport> {
  const broker = createMemoryBroker();
  return async () => {
    const transport = createMemoryTransport({ broker });
    return { ...transport, publish: (messages) => meddle(messages, (sent) => transport.publish(sent)) };
  };
}

type Handle = Parameters<Transport["subscribe"]>[1];

function handling(meddle: (handle: Handle) => Handle): () => Promise<Transport> {
  const broker = createMemoryBroker();
  return async () => {
    const transport = createMemoryTransport({ broker });
    return { ...transport, subscribe: (options, handle) => transport.subscribe(options, meddle(handle)) };
  };
}

/** Each of these faults in turn, while it strikes. */
function unreliable(faults: readonly PublishFault[]) {
  const broker = createMemoryBroker();
  let isStruck = false;
  let count = 0;
  const next = () => {
    if (!isStruck) return undefined;
    count += 1;
    return faults[count % faults.length];
  };
  const strike: Strike = {
    name: "an unreliable network",
    async strike(stage) {
      const mark = stage.tally.mark();
      isStruck = true;
      const proof = await stage.untilDisturbed(mark, ({ unknown, refused }) => unknown > 3 && refused > 1);
      isStruck = false;
      return proof;
    },
  };
  return {
    open: async () => withFaults(createMemoryTransport({ broker }), { publish: next }),
    strike,
  };
}
