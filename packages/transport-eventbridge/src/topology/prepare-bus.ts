import type { Logger } from "@concordat/runtime";
import { transportErrors } from "@concordat/runtime";
import type { EventBridgeDriver } from "../driver/driver.ts";
import type { EventBridgeSettings } from "../settings.ts";
import { transport } from "../transport-name.ts";

/** Sees that the bus is there. Throws TOPOLOGY_MISSING. */
export async function prepareBus(
  driver: EventBridgeDriver,
  { bus, provision }: EventBridgeSettings,
  logger: Logger,
): Promise<void> {
  if ((await driver.findBus()) !== undefined) return;
  const what = `the event bus ${JSON.stringify(bus)}`;
  if (provision === "check")
    throw transportErrors.TOPOLOGY_MISSING({ transport, what, address: "every address" });
  await driver.createBus();
  logger.info("created an event bus", { transport, bus });
}
