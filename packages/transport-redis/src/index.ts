export { RedisTransportError, redisErrors } from "./errors.ts";
export { type EventBusStreams, eventBusAddress, eventBusDeadLetters } from "./event-bus/addresses.ts";
export { type GroupNameParts, groupName, type HandlerType } from "./event-bus/group-name.ts";
export { openRedisTransport, type RedisTransportOptions } from "./open-redis-transport.ts";
export { type RedisSettings, redisSettings } from "./settings.ts";
export { transportModule } from "./transport-module.ts";
