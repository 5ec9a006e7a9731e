import type { Subscription, Transport } from "@concordat/runtime";
import { deliveryRecord, type History } from "@concordat/transport-testkit";
import type { Readers } from "./scenario.ts";
import type { Tally } from "./tally.ts";

export type ConsumingOptions = {
  readonly address: string;
  readonly group: string;
  readonly member: string;
  readonly history: History;
  readonly tally: Tally;
  readonly seen: Seen;
  readonly readers: Readers;
};

/** What a group has seen of each event: at how many places it stood, and whether it was handled. */
export class Seen {
  readonly positions = new Map<string, Set<string>>();
  readonly handled = new Set<string>();
  /** Handlings beyond the first. */
  duplicates = 0;
}

/** A member that writes down what it is handed and what it handled. */
export function consume(transport: Transport, options: ConsumingOptions): Promise<Subscription> {
  const { address, group, member, history, tally, seen, readers } = options;
  const { maxInFlight = 64, work } = readers;
  const handledAt = tally.handledAt.get(group) ?? [];
  tally.handledAt.set(group, handledAt);
  return transport.subscribe({ group, addresses: [address], maxInFlight }, async (delivery) => {
    tally.moved();
    const { attempt, position } = delivery;
    const delivered = deliveryRecord(delivery, { group, member });
    const { id } = delivered;
    history.add(delivered);
    const positions = seen.positions.get(id) ?? new Set();
    if (attempt > 1 || positions.has(position)) tally.redelivered += 1;
    seen.positions.set(id, positions.add(position));
    await work?.();
    history.add({ did: "handle", id, group, member });
    if (seen.handled.has(id)) {
      seen.duplicates += 1;
      return;
    }
    seen.handled.add(id);
    handledAt.push(performance.now());
  });
}
