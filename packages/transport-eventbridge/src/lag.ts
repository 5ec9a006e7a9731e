import type { GroupLag } from "@concordat/runtime";
import type { Member } from "./consume/member.ts";
import type { EventBridgeDriver } from "./driver/driver.ts";

/** By SQS's own count, which is of a few seconds ago; several members of a group here read one queue, which is asked once. */
export async function lagOf(
  driver: EventBridgeDriver,
  members: readonly Member[],
  timeoutMs: number,
): Promise<readonly GroupLag[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const queues = new Map<string, { readonly group: string; readonly address: string }>();
  for (const { group, readers } of members)
    for (const { address, queueUrl } of readers) queues.set(queueUrl, { group, address });
  return Promise.all(
    [...queues].map(async ([queueUrl, place]) => {
      const { waiting, inHands } = await driver.depthOf(queueUrl, signal);
      return { ...place, unread: waiting + inHands };
    }),
  );
}
