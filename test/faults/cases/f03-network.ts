import { runScenario } from "../scenario/run-scenario.ts";
import { networkStrikes } from "../strikes/network.ts";
import { type FaultCase, loadOf, patienceOf, resultOf, twoGroups } from "./fault-case.ts";

export const f03: FaultCase = {
  id: "F3",
  sentence:
    "whatever goes wrong on the network, both ways, nothing is lost and nothing is said that is not so",
  async run(arena, counts) {
    const { target, proxy } = arena;
    const isFull = counts === "full";
    const result = await runScenario({
      open: () => arena.open(patienceOf(target, counts)),
      address: await arena.address("network"),
      storesCopies: target.storesCopies ?? false,
      groups: twoGroups,
      load: loadOf(target, isFull ? target.fullEvents.network : Math.min(1_200, target.eventsPerSecond)),
      measuresRecovery: counts === "full",
      strikes: networkStrikes(proxy, {
        lastsMs: isFull ? 2_000 : 300,
        downMs: isFull ? 3_000 : 500,
        limitBytes: target.limitBytes ?? { upstream: 20_000, downstream: 2_000 },
        behind: Math.ceil(target.eventsPerSecond / 10),
      }),
    });
    return resultOf("the network, eleven ways", result);
  },
};
