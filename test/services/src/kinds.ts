import { serviceErrors } from "./errors.ts";
import type { Kind } from "./kind.ts";
import { kafka } from "./kinds/kafka.ts";
import { moto } from "./kinds/moto.ts";
import { nats } from "./kinds/nats.ts";
import { postgres } from "./kinds/postgres.ts";
import { redis } from "./kinds/redis.ts";
import { toxiproxy } from "./kinds/toxiproxy.ts";

/** Every service there is, in the order in which they are shown. */
export const kinds = { kafka, nats, redis, postgres, moto, toxiproxy } as const;

export type ServiceName = keyof typeof kinds;

export const serviceNames = Object.keys(kinds) as readonly ServiceName[];

export function kindOf(name: ServiceName): Kind {
  return kinds[name];
}

export function parseServiceName(text: string): ServiceName {
  const name = serviceNames.find((known) => known === text);
  if (name === undefined) throw serviceErrors.SERVICE_UNKNOWN({ name: text, known: serviceNames });
  return name;
}
