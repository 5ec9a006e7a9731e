import type { Contender, Usage } from "../contender.ts";

/** So many sends are under way at once, where nothing else is said. */
export const window = 256;

export type Sending = {
  readonly name: string;
  /** Sends so many, and resolves when the fate of each is known; rejects when one was not stored. */
  readonly send: (count: number) => Promise<void>;
  /** Counts are multiples of this. */
  readonly batch?: number;
  /** Makes room at the broker; is not measured. */
  readonly before?: (() => Promise<void>) | undefined;
};

/** A round is so many times as long as in other rows: between rounds a process goes cold, and its first events are dear. */
const longer = 5;

/** CPU of this process for one event, with the threads of its garbage collector; the broker's is its own. */
export function sending({ name, send, batch = 1, before }: Sending): Contender {
  return {
    name,
    async measure(iterations) {
      const count = Math.ceil((iterations * longer) / batch) * batch;
      await before?.();
      return scaled(await usageOf(() => send(count)), iterations / count);
    },
  };
}

export type Reading = {
  readonly name: string;
  /** Joins as a group that is new, begins at the start, and handles so many. */
  readonly read: (count: number) => Promise<{ readonly leave: () => Promise<void> }>;
};

/** Fewer, and joining would be measured rather than reading. */
const fewestRead = 20_000;

/** So many are stored. */
export const toRead = 100_000;

/** At the most as many as there are to be read; fewer than the fewest are taken from what the fewest cost. */
export function reading({ name, read }: Reading): Contender {
  return {
    name,
    async measure(iterations) {
      const count = Math.min(toRead, Math.max(fewestRead, iterations));
      let leave = async () => {};
      const usage = await usageOf(async () => {
        ({ leave } = await read(count));
      });
      await leave();
      return scaled(usage, iterations / count);
    },
  };
}

/** Keeps so many going at once: each that is done makes room for the next. */
export async function severalAtOnce(count: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
}

/** The items one after the other, again and again. */
export function inTurns<Item>(items: readonly Item[]): () => Item {
  let next = 0;
  return () => {
    next = next + 1 < items.length ? next + 1 : 0;
    return items[next] as Item;
  };
}

/** Without collecting garbage before: each client has a process of its own and pays for its own, as it goes on. */
async function usageOf(work: () => Promise<void>): Promise<Usage> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = process.hrtime.bigint();
  await work();
  const wall = Number(process.hrtime.bigint() - wallBefore) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: user + system, wall };
}

function scaled({ cpu, wall }: Usage, by: number): Usage {
  return { cpu: cpu * by, wall: wall * by };
}
