import type { Notification } from "pg";
import type { Listeners } from "../listeners.ts";
import { type Connection, type ConnectionOptions, createConnection } from "./connection.ts";

export const channel = "registry_log";

/** Notifications come at once. This is for those that were lost on the way. */
const lookEveryMs = 2_000;

/** A server that was restarted is found again soon, one that stays away is not asked all the time. */
const backOff = { firstMs: 100, longestMs: 5_000 };

/** Listens for what others write, over a connection of its own, which it never gives up for good. */
export type Watcher = {
  readonly connection: Connection;
  start(): void;
  stop(): void;
  /** What this process wrote is no news. */
  knows(sequence: number): void;
};

export function createWatcher(
  options: Pick<ConnectionOptions, "store" | "create">,
  { listeners, self }: { readonly listeners: Listeners; readonly self: string },
): Watcher {
  let known = 0;
  let failures = 0;
  let isRunning = false;
  let next: NodeJS.Timeout | undefined;

  const connection = createConnection({
    ...options,
    begin: async (client) => {
      client.on("notification", ({ payload }: Notification) => {
        if (payload !== self) listeners.call();
      });
      await client.query(`LISTEN ${channel}`);
    },
    onLost: () => plan(pauseMs()),
  });

  function plan(afterMs: number): void {
    clearTimeout(next);
    if (isRunning) next = setTimeout(look, afterMs).unref();
  }

  function pauseMs(): number {
    return Math.min(backOff.firstMs * 2 ** failures, backOff.longestMs) * (0.5 + Math.random() / 2);
  }

  async function look(): Promise<void> {
    try {
      const last = await connection.ask(async (client) => {
        const { rows } = await client.query<{ readonly last: string }>({
          name: "last",
          text: "SELECT coalesce(max(sequence), 0) AS last FROM registry_log",
        });
        return Number(rows[0]?.last);
      });
      failures = 0;
      const isNews = last > known;
      known = Math.max(known, last);
      plan(lookEveryMs);
      if (isNews) listeners.call();
    } catch {
      // Those who read or write are told what is wrong; here there is nobody to tell.
      failures += 1;
      plan(pauseMs());
    }
  }

  return {
    connection,
    start() {
      if (isRunning) return;
      isRunning = true;
      void look();
    },
    stop() {
      isRunning = false;
      clearTimeout(next);
    },
    knows(sequence) {
      known = Math.max(known, sequence);
    },
  };
}
