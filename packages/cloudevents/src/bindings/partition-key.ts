import { type CloudEvent, extensionOf } from "../cloud-event.ts";

/** What keeps events in order: `partition`, or `partitionkey` of the public Partitioning extension. */
export function partitionKeyOf(event: CloudEvent): string | undefined {
  const key = event.partition ?? extensionOf(event, "partitionkey");
  return key === undefined ? undefined : String(key);
}
