import { loadClient } from "@concordat/runtime/transport";
import type { NatsDriver } from "./driver.ts";

/** Loads the client that was chosen, and no other. Throws TRANSPORT_CLIENT_MISSING. */
export function chooseDriver(driver: "nats-io" | "nats"): Promise<NatsDriver> {
  return driver === "nats"
    ? loadClient("nats", "nats", async () => (await import("./nats.ts")).natsDriver)
    : loadClient("nats", "@nats-io/transport-node", async () => (await import("./nats-io.ts")).natsIoDriver);
}
