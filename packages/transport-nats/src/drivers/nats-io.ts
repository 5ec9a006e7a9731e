import * as library from "@nats-io/transport-node";
import type { NatsDriver } from "./driver.ts";
import { type ClientLibrary, driverOf } from "./link.ts";

/** `@nats-io/transport-node` 3: the line that is developed. */
export const natsIoDriver: NatsDriver = driverOf("nats-io", library as unknown as ClientLibrary);
