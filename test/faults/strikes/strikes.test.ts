import { createMemoryBroker, createMemoryTransport } from "@concordat/runtime";
import { useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { runScenario } from "../scenario/run-scenario.ts";
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
    const options = { lastsMs: 50, downMs: 50, behind: 1_000 };
    const strikes = [brokerKilled(broker, 50), brokerStopped(broker, 50), ...networkStrikes(proxy, options)];

    for (const strike of strikes)
      expect([strike.name, await lawsBroken(strike)]).toEqual([strike.name, ["is real"]]);
  });
});

test("a consumer that keeps up is not slow", async () => {
  const work = new Work();
  const strike = consumerSlow({ slow: "a", quick: "b", work, takesMs: 0, maxInFlight: 64, events: 500 });

  expect(await lawsBroken(strike, work)).toEqual(["is real"]);
});

/** In the memory of this process, which no broker and no network can disturb. */
async function lawsBroken(strike: Strike, work = new Work()): Promise<string[]> {
  const broker = createMemoryBroker();
  const { problems } = await runScenario({
    open: async () => createMemoryTransport({ broker }),
    address: "orders",
    groups: { a: { work: work.do }, b: {} },
    load: { events: 20, eventsPerSecond: 2_000, publishers: 4, keysPerPublisher: 2 },
    strikes: [strike],
    patienceMs: inVainMs,
  });
  return problems.map(({ law }) => law);
}
