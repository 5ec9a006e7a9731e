import { natsErrors } from "../errors.ts";
import type { NatsDriver } from "./driver.ts";

const packages = { "nats-io": "@nats-io/transport-node", nats: "nats" } as const;

/** Loads the client that was chosen, and no other. Throws NATS_CLIENT_MISSING. */
export async function chooseDriver(client: keyof typeof packages): Promise<NatsDriver> {
  try {
    if (client === "nats") return (await import("./nats.ts")).natsDriver;
    return (await import("./nats-io.ts")).natsIoDriver;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw natsErrors.NATS_CLIENT_MISSING({ client, name: packages[client] }, { cause: error });
  }
}
