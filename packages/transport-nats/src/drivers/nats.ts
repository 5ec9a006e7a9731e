import * as library from "nats";
import type { NatsDriver } from "./driver.ts";
import { type ClientLibrary, driverOf } from "./link.ts";

/** `nats` 2: what many services have today. */
export const natsDriver: NatsDriver = driverOf("nats", library as unknown as ClientLibrary);
