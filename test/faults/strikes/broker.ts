import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "@concordat/test-services";
import type { Strike } from "../scenario/strike.ts";

type Broker = Pick<Faults, "kill9" | "restart" | "pause" | "resume"> & { readonly pid: number | undefined };

/** Its process is killed while publishes are on their way to it, stays dead for a while, and comes back to the same data. */
export function brokerKilled(broker: Broker, downMs: number): Strike {
  return {
    name: "kill -9",
    async strike(stage) {
      const { pid } = broker;
      await stage.untilUnderWay();
      await broker.kill9();
      if (pid !== undefined && isAlive(pid)) stage.notReal(`the process ${pid} lives`);
      // What is sent now finds nobody, so that a publish that is under way has met it.
      if (!(await stage.tally.comesToBe(() => stage.tally.pending.size > 0)))
        stage.notReal("nobody published");
      const met = stage.tally.pending.size;
      await sleep(downMs);
      await broker.restart();
      return `the process died, and ${met} publishes met it`;
    },
  };
}

/**
 * Its process is stopped and goes on later: connections stand, and nobody answers. It goes on when all that was under way
 * has been given up, so that a transport which waits for ever is found out.
 */
export function brokerStopped(broker: Broker, stopMs: number): Strike {
  return {
    name: "SIGSTOP",
    async strike(stage) {
      const { tally } = stage;
      await stage.untilUnderWay();
      const mark = tally.mark();
      await broker.pause();
      try {
        const waiting = [...tally.pending];
        await sleep(stopMs);
        await tally.until("what was under way when the broker stopped has been given up", () =>
          waiting.every((call) => !tally.pending.has(call)),
        );
        return await stage.untilDisturbed(mark, ({ unknown, refused }) => unknown + refused > 0);
      } finally {
        await broker.resume();
      }
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
