import { distinct, fixedAddress } from "../addresses.ts";
import type { BrokerReader } from "../broker-reader.ts";
import { oneOf, readMembers, whole } from "../members.ts";
import type { RedisTopology } from "../topology.ts";

const serverMembers = {
  partitions: whole(1),
  trim: oneOf("handled", "never", "length"),
  keepMessages: whole(0),
};

/** Streams of Redis: `x-redis-streams` of the server. AsyncAPI reserves the name of the binding and has nothing in it. */
export const readRedis: BrokerReader<RedisTopology> = ({ server, channels }, notes) => {
  const at = ["servers", server.name, "x-redis-streams"];
  const settings: RedisTopology["settings"] | undefined = readMembers(
    server.extensions["x-redis-streams"],
    serverMembers,
    at,
    notes,
  );
  if (settings === undefined) return undefined;
  const isSpread = (settings.partitions ?? 1) > 1;
  const addresses = channels.flatMap(({ address }) => {
    // The partition is what the transport puts behind an address by itself: `:p0`, `:p1` …
    const bare = isSpread && address !== null ? address.replace(/:\{[^{}]+\}$/, "") : address;
    return fixedAddress({ address: bare }) ?? [];
  });
  return { settings, addresses: distinct(addresses) };
};
