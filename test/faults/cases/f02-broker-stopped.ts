import { runScenario } from "../scenario/run-scenario.ts";
import { brokerStopped } from "../strikes/broker.ts";
import { type FaultCase, loadOf, patienceOf, resultOf, twoGroups } from "./fault-case.ts";

export const f02: FaultCase = {
  id: "F2",
  sentence: "with the broker stopped and going on later, publishers are told in time and nothing is lost",
  async run(arena, counts) {
    const { target, broker } = arena;
    const result = await runScenario({
      open: () => arena.open(patienceOf(target, counts)),
      address: await arena.address("stopped"),
      storesCopies: target.storesCopies ?? false,
      groups: twoGroups,
      load: loadOf(
        target,
        counts === "full" ? target.fullEvents.stopped : Math.min(600, target.eventsPerSecond),
      ),
      measuresRecovery: counts === "full",
      strikes: [brokerStopped(broker, counts === "full" ? 10_000 : 1_500)],
    });
    return resultOf(`SIGSTOP for ${counts === "full" ? 10 : 1.5} s`, result);
  },
};
