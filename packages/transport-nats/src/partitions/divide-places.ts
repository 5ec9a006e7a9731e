import { randomUUID } from "node:crypto";
import type { Clock, Logger } from "@concordat/runtime";
import { isForbidden, PartitionLeases } from "@concordat/runtime/transport";
import type { Member, Place } from "../consume/member.ts";
import { safeName } from "../topology/names.ts";
import type { LeaseBucket } from "./lease-bucket.ts";

export type DivideOptions = {
  readonly bucket: LeaseBucket;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Divides the places of one address among the members of the group. Resolves when this member has its share. */
export async function dividePlaces(
  member: Member,
  places: readonly Place[],
  { bucket, leaseMs, clock, logger }: DivideOptions,
): Promise<void> {
  const address = places[0]?.address ?? "";
  let isOpen = true;
  const { store, end } = bucket.storeOf(
    safeName(member.group, address),
    () => leases.nudge(),
    (error) => member.endForbidden(error),
  );
  const leases: PartitionLeases = new PartitionLeases({
    store,
    member: randomUUID(),
    partitions: places.length,
    clock,
    leaseMs,
    onGained: (partition) => {
      if (isOpen) member.open(places[partition] as Place);
    },
    onLosing: (partition, why) =>
      member.release(places[partition] as Place, why === "rebalance" ? leaseMs : 0),
    onTrouble(error) {
      if (isForbidden(error)) {
        member.endForbidden(error);
        return;
      }
      logger.warn("the members of a group cannot share its partitions", {
        group: member.group,
        address,
        error: error instanceof Error ? error.message : String(error),
      });
    },
  });
  member.join({
    look: () => leases.nudge(),
    stop: () => {
      isOpen = false;
    },
    leave: async () => {
      end();
      // Where the bucket is away, what this member had ends by itself.
      await leases.close().catch(() => undefined);
    },
  });
  await leases.start();
}
