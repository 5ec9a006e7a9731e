import type { Transport } from "@concordat/runtime";
import { openRedisTransport, type RedisTransportOptions } from "../open-redis-transport.ts";

/** How a harness of faults or measurements opens this transport, without knowing it. What is missing is created. */
export const underTest = {
  name: "redis",
  service: "redis" as const,
  open(service: { readonly url: string }, options: RedisTransportOptions = {}): Promise<Transport> {
    return openRedisTransport({ url: service.url, provision: "create", ...options });
  },
  /** An address out of a name (`[a-z0-9-]`); its streams are made when it is first used. */
  async prepare(name: string): Promise<string> {
    return name;
  },
};
