import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Contender } from "./contender.ts";

/** Work in this very process, by `process.cpuUsage()`: CPU time counts what the garbage collector's threads do, too. */
export function inProcess(name: string, work: () => unknown): Contender {
  return {
    name,
    measure(iterations) {
      collectGarbage();
      const cpuBefore = process.cpuUsage();
      const wallBefore = process.hrtime.bigint();
      for (let index = 0; index < iterations; index += 1) kept[index & 1] = work();
      const wall = Number(process.hrtime.bigint() - wallBefore) / 1000;
      const { user, system } = process.cpuUsage(cpuBefore);
      return { cpu: user + system, wall };
    },
  };
}

/** The same for work that is done when its promise resolves; the next one begins then. */
export function inProcessAsync(name: string, work: () => Promise<unknown>): Contender {
  return {
    name,
    async measure(iterations) {
      collectGarbage();
      const cpuBefore = process.cpuUsage();
      const wallBefore = process.hrtime.bigint();
      for (let index = 0; index < iterations; index += 1) kept[index & 1] = await work();
      const wall = Number(process.hrtime.bigint() - wallBefore) / 1000;
      const { user, system } = process.cpuUsage(cpuBefore);
      return { cpu: user + system, wall };
    },
  };
}

/** Results escape to here, so the optimizer cannot find out that nobody wants them and skip the work. */
const kept: [unknown, unknown] = [undefined, undefined];

// Before every round, so that nobody pays for another's garbage. The flag makes `gc` appear in new contexts only.
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
