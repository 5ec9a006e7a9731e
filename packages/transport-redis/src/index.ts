export { RedisTransportError, redisErrors } from "./errors.ts";
export { openRedisTransport, type RedisTransportOptions } from "./open-redis-transport.ts";
export { type RedisSettings, redisSettings } from "./settings.ts";
export { transportModule } from "./transport-module.ts";
