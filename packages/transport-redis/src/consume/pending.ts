import type { Arrival } from "@concordat/runtime/transport";
import type { Asker } from "../link/asker.ts";
import type { Reply } from "../link/link.ts";
import type { Entry } from "../reading/entry-reader.ts";
import type { ReadingConnection } from "../reading/reading-connection.ts";
import type { Partition, Ticket } from "./partition.ts";

/** Who claims, and over what. */
export type Claimant = {
  readonly asker: Asker;
  readonly connection: ReadingConnection;
  readonly consumer: string;
};

type PendingEntry = { readonly id: string; readonly count: number };

/**
 * Takes over the next entries that somebody of the group got and did not acknowledge, in the order of the stream: what a member before left,
 * and what was read here when the connection broke.
 */
export async function claimBacklog(
  claimant: Claimant,
  partition: Partition,
  atMost: number,
): Promise<readonly Arrival<Ticket>[]> {
  const { stream, group, backlog = "-" } = partition;
  const page = pendingOf(await claimant.asker.ask(["XPENDING", stream, group, backlog, "+", String(atMost)]));
  const last = page.at(-1);
  const arrivals = await claim(claimant, partition, page);
  partition.backlog = last === undefined || page.length < atMost ? undefined : `(${last.id}`;
  return arrivals;
}

/** The same of what nobody touched for so long: left by members that know nothing of leases, or read under a lease that had ended. */
export async function claimIdle(
  claimant: Claimant,
  partition: Partition,
  idleMs: number,
): Promise<readonly Arrival<Ticket>[]> {
  const { stream, group } = partition;
  const page = pendingOf(
    await claimant.asker.ask(["XPENDING", stream, group, "IDLE", String(idleMs), "-", "+", "100"]),
  );
  return claim(claimant, partition, page);
}

async function claim(
  { asker, connection, consumer }: Claimant,
  partition: Partition,
  page: readonly PendingEntry[],
): Promise<readonly Arrival<Ticket>[]> {
  const { stream, group } = partition;
  if (page.length === 0) return [];
  const known = partition.knownIds();
  const strange = page.filter(({ id }) => !known.has(id));
  if (strange.length === 0) return [];
  const ids = strange.map(({ id }) => id);
  const entries = new Map<string, Entry>();
  await connection.read({
    words: ["XCLAIM", stream, group, consumer, "0", ...ids],
    shape: "entries",
    entry: (entry) => void entries.set(entry.id, entry),
  });
  const gone = ids.filter((id) => !entries.has(id));
  // Somebody deleted them from the stream: there is nothing left to handle.
  if (gone.length > 0) await asker.ask(["XACK", stream, group, ...gone]);
  return strange.flatMap(({ id, count }) => {
    const entry = entries.get(id);
    return entry === undefined ? [] : [partition.arrivalOf(entry, count)];
  });
}

function pendingOf(reply: Reply): readonly PendingEntry[] {
  return (reply as readonly [string, string, number, number][]).map(([id, , , count]) => ({ id, count }));
}
