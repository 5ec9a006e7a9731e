import { runScenario } from "../scenario/run-scenario.ts";
import { consumerSlow, Work } from "../strikes/slow-consumer.ts";
import { type FaultCase, loadOf, resultOf } from "./fault-case.ts";

export const f13: FaultCase = {
  id: "F13",
  sentence:
    "a slow group has what it asked for in its hands, the rest waits at the broker, and others do not notice",
  async run(arena, counts) {
    const { target } = arena;
    const work = new Work();
    // A tenth at most of what is published is what the group can handle.
    const maxInFlight = target.eventsPerSecond < 2_000 ? 2 : 16;
    const takesMs = Math.max(100, (10_000 * maxInFlight) / target.eventsPerSecond);
    const events = target.eventsPerSecond * (counts === "full" ? 20 : 1);
    const result = await runScenario({
      open: () => arena.open(),
      address: await arena.address("slow"),
      storesCopies: target.storesCopies ?? false,
      groups: { slow: { maxInFlight, work: work.do }, quick: {} },
      load: loadOf(target, Math.ceil(events / 5)),
      strikes: [consumerSlow({ slow: "slow", quick: "quick", work, takesMs, maxInFlight, events })],
    });
    return resultOf(`a consumer that needs ${takesMs} ms, ${target.eventsPerSecond} events/s`, result);
  },
};
