import { runScenario } from "../scenario/run-scenario.ts";
import { brokerKilled } from "../strikes/broker.ts";
import { type FaultCase, loadOf, patienceOf, resultOf, twoGroups } from "./fault-case.ts";

export const f01: FaultCase = {
  id: "F1",
  sentence: "with the broker killed three times while it is published to, nothing that was stored is lost",
  async run(arena, counts) {
    const { target, broker } = arena;
    const result = await runScenario({
      open: () => arena.open(patienceOf(target, counts)),
      address: await arena.address("killed"),
      storesCopies: target.storesCopies ?? false,
      groups: twoGroups,
      load: loadOf(
        target,
        counts === "full" ? target.fullEvents.killed : Math.min(800, target.eventsPerSecond),
      ),
      measuresRecovery: counts === "full",
      strikes: Array.from({ length: 3 }, () => brokerKilled(broker, counts === "full" ? 1_000 : 100)),
    });
    return resultOf("kill -9, three times", result);
  },
};
