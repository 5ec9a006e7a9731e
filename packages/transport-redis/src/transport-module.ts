import type { TransportModule } from "@concordat/runtime/transport";
import { openRedisTransport, type RedisTransportOptions } from "./open-redis-transport.ts";
import { redisSettings } from "./settings.ts";
import { transportName } from "./transport-name.ts";

/** For whoever chooses a transport by configuration. */
export const transportModule: TransportModule = {
  name: transportName,
  settings: redisSettings.table,
  open: (settings, context = {}) => openRedisTransport({ ...settings, ...context } as RedisTransportOptions),
};
