import type { Delivery } from "@concordat/runtime";
import { fingerprintOf } from "./fingerprint.ts";
import type { HistoryRecord, Reader } from "./history.ts";

/** What a history calls that which was delivered. */
export function idOf({ content, position }: Delivery): string {
  return content.event?.id ?? `what stands at ${position}`;
}

/** That a member was handed this. What is no event has a fingerprint that no event has, so that it shows. */
export function deliveryRecord(
  delivery: Delivery,
  { group, member }: Reader,
): HistoryRecord & { readonly did: "deliver" } {
  const { address, key, attempt, content } = delivery;
  const print =
    content.event === undefined ? { data: "unreadable", attributes: {} } : fingerprintOf(content.event);
  return { did: "deliver", id: idOf(delivery), address, key, group, member, attempt, print };
}
