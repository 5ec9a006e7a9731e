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
      try {
        if (pid !== undefined && isAlive(pid)) stage.notReal(`the process ${pid} lives`);
        const dead = performance.now();
        await sleep(downMs);
        const met = await stage.untilHeldBack(dead);
        return `the process died, and ${met} publishes met it`;
      } finally {
        await broker.restart();
      }
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
      await broker.pause();
      const mark = tally.mark();
      try {
        const waiting = [...tally.pending];
        await sleep(stopMs);
        await stage.untilHeldBack(mark.at);
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
