import type { Transport } from "@concordat/runtime";
import { openEventBridgeTransport } from "../open-transport.ts";
import type { EventBridgeTransportOptions } from "../options.ts";

/** For whoever tests or measures transports without knowing them: against the emulator, everything created that is missing. */
export const underTest: {
  readonly name: string;
  readonly service: "moto";
  open(service: { readonly url: string }, options?: EventBridgeTransportOptions): Promise<Transport>;
  /** An address out of a name (`[a-z0-9-]`); its queues are made when groups read it. */
  prepare(name: string): Promise<string>;
} = {
  name: "eventbridge",
  service: "moto",
  open: ({ url }, options = {}) =>
    openEventBridgeTransport({
      endpoint: url,
      region: "us-east-1",
      credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" },
      provision: "create",
      settleMs: 0,
      waitSeconds: 1,
      // The emulator takes fifty events a second, and what waits for it is not lost.
      publishTimeoutMs: 60_000,
      ...options,
    }),
  prepare: async (name) => name,
};
