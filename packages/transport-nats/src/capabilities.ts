import type { TransportCapabilities } from "@concordat/runtime";
import type { NatsSettings } from "./settings.ts";
import type { StreamFacts } from "./topology/topology.ts";

/** What the names of headers, line ends and the id for the stream may take beyond what is counted. */
const reserve = 8_192;

export function capabilitiesOf(
  { durability, partitions, duplicateWindowMs }: NatsSettings,
  maxPayload: number,
  streams: readonly StreamFacts[],
): TransportCapabilities {
  const largest = Math.min(maxPayload, ...streams.map(({ messageBytes }) => messageBytes));
  return {
    durability,
    order:
      partitions > 0
        ? "key"
        : {
            notPromised:
              "several members of a group read one subject side by side; the option `partitions` gives each key to one member",
          },
    replay: true,
    attempts: {
      notPromised:
        "exact while a message stays with its member; one that changes members counts what JetStream delivered, handled or not",
    },
    dedupeWindowMs:
      duplicateWindowMs > 0
        ? duplicateWindowMs
        : { notPromised: "switched off; the option `duplicateWindowMs` switches it on" },
    reconnects: true,
    limits: { messageBytes: largest - reserve, requestMessages: Number.POSITIVE_INFINITY },
  };
}
