import { createMemoryBroker, createMemoryTransport, type Transport } from "@concordat/runtime";
import { useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { runScenario } from "../scenario/run-scenario.ts";
import type { ScenarioResult } from "../scenario/scenario.ts";
import type { Strike } from "../scenario/strike.ts";
import { brokerKilled, brokerStopped } from "./broker.ts";
import { networkStrikes } from "./network.ts";
import { consumerSlow, Work } from "./slow-consumer.ts";

/** Where something is waited for in vain, once for each strike. */
const inVainMs = 500;

describeWithService("redis", () => {
  test("a broker that is struck while nobody uses it shows nothing, and no strike says otherwise", {
    timeout: 120_000,
  }, async (context) => {
    const broker = await useService("redis", { exclusive: true, test: context });
    const proxy = await broker.through();
    const options = {
      lastsMs: 50,
      downMs: 50,
      behind: 1_000,
      limitBytes: { upstream: 20_000, downstream: 2_000 },
    };
    const strikes = [brokerKilled(broker, 50), brokerStopped(broker, 50), ...networkStrikes(proxy, options)];

    for (const strike of strikes)
      expect([strike.name, await lawsBroken(strike)]).toEqual([strike.name, ["is real"]]);
  });
});

const slow = { slow: "a", quick: "b", takesMs: 20, events: 400 };

test("a slow consumer has what it asked for in its hands, and the transport tells how much waits", async () => {
  const work = new Work();
  const strike = consumerSlow({ ...slow, work, maxInFlight: 4 });

  const { problems, strikes } = await play(strike, { work, maxInFlight: 4 });

  expect(problems).toEqual([]);
  expect(strikes[0]?.proof).toMatch(/^it fell \d+ behind with 4 in flight, lag told \/ true \d+ \/ \d+, /);
});

test("more in its hands than it asked for is told of", async () => {
  const work = new Work();
  const strike = consumerSlow({ ...slow, work, maxInFlight: 3 });

  const { problems } = await play(strike, { work, maxInFlight: 4 });

  expect(problems).toMatchObject([
    { law: "I6", message: expect.stringMatching(/4 messages were in flight, and 3 were/) },
  ]);
});

test("a lag that is not the true one is told of", async () => {
  const work = new Work();
  const strike = consumerSlow({ ...slow, work, maxInFlight: 4 });
  const broker = createMemoryBroker();
  const open = async () => ({
    ...createMemoryTransport({ broker }),
    lag: async () => [{ group: "a", address: "orders", unread: 7 }],
  });

  const { problems } = await play(strike, { work, maxInFlight: 4, open });

  expect(new Set(problems.map(({ law }) => law))).toEqual(new Set(["lag"]));
});

test("a consumer that keeps up is not slow", async () => {
  const work = new Work();
  const strike = consumerSlow({ ...slow, work, takesMs: 0, maxInFlight: 64 });

  expect(await lawsBroken(strike, work)).toEqual(["is real"]);
});

async function lawsBroken(strike: Strike, work = new Work()): Promise<string[]> {
  const { problems } = await play(strike, { work });
  return problems.map(({ law }) => law);
}

type Setting = {
  readonly work: Work;
  readonly maxInFlight?: number;
  readonly open?: () => Promise<Transport>;
};

/** In the memory of this process, which no broker and no network can disturb. */
function play(strike: Strike, { work, maxInFlight = 64, open }: Setting): Promise<ScenarioResult> {
  const broker = createMemoryBroker();
  return runScenario({
    open: open ?? (async () => createMemoryTransport({ broker })),
    address: "orders",
    groups: { a: { work: work.do, maxInFlight }, b: {} },
    load: { events: 20, eventsPerSecond: 2_000, publishers: 4, keysPerPublisher: 8 },
    strikes: [strike],
    patienceMs: inVainMs,
  });
}
