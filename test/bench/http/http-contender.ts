import type { Case } from "../compare.ts";
import type { Contender, Usage } from "../contender.ts";
import { openConnection } from "./connection.ts";
import type { ServerProcess } from "./server-process.ts";

export type HttpWork = {
  readonly server: ServerProcess;
  /** The n-th request of all that were ever made of this contender. */
  readonly request: (index: number) => string;
  readonly status?: number;
  /** How many connections ask at the same time. Default 16. */
  readonly connections?: number;
};

/** Requests to a server: its CPU per request, and the time until all are answered. */
export function httpContender(
  name: string,
  { server, request, status = 200, connections = 16 }: HttpWork,
): Contender {
  let next = 0;
  return {
    name,
    async measure(iterations): Promise<Usage> {
      const open = await Promise.all(Array.from({ length: connections }, () => openConnection(server.port)));
      const before = await server.usage();
      const begun = process.hrtime.bigint();
      let left = iterations;
      await Promise.all(
        open.map(async (connection) => {
          while (left-- > 0) await connection.ask(request(next++), status);
        }),
      );
      const wall = Number(process.hrtime.bigint() - begun) / 1000;
      const { cpu } = await server.usage();
      for (const connection of open) connection.close();
      return { cpu: cpu - before.cpu, wall };
    },
  };
}

/** A service that answers for days is compiled to the last function; its first thousands of answers are not. */
export async function warmUp({ baseline, subjects }: Case, requests: number): Promise<void> {
  for (const each of [baseline, ...subjects]) await each.measure(requests);
}
