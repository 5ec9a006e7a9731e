import type { Durability, TransportCapabilities } from "@concordat/runtime";
import type { RedisSettings } from "./settings.ts";

export function capabilitiesOf(
  { messageBytes }: Pick<RedisSettings, "messageBytes">,
  durability: Durability,
): TransportCapabilities {
  return {
    durability,
    order: "key",
    replay: true,
    attempts: true,
    dedupeWindowMs: { notPromised: "Redis knows no ids of messages; the inbox drops repetitions" },
    reconnects: true,
    limits: { messageBytes, requestMessages: Number.POSITIVE_INFINITY },
  };
}
