import type { Transport } from "@concordat/runtime";
import type { OpenContext } from "@concordat/runtime/transport";
import { openKafkaTransport } from "../kafka-transport.ts";
import type { KafkaTransportOptions } from "../options.ts";

/** What a harness that ill-treats or measures transports needs of this one. */
export const underTest = {
  name: "kafka",
  service: "kafka",

  /** Topics are created as they are used. */
  open(
    { url }: { readonly url: string },
    options: Partial<KafkaTransportOptions> = {},
    context?: OpenContext,
  ): Promise<Transport> {
    return openKafkaTransport({ brokers: [url], provision: "create", ...options }, context);
  },
} as const;
