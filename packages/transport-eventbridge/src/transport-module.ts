import type { TransportModule } from "@concordat/runtime/transport";
import { openEventBridgeTransport } from "./open-transport.ts";
import type { EventBridgeTransportOptions } from "./options.ts";
import { eventBridgeSettings } from "./settings.ts";
import { transport } from "./transport-name.ts";

/** For whoever opens a transport by configuration alone. */
export const transportModule: TransportModule = {
  name: transport,
  settings: eventBridgeSettings.table,
  open: async (settings, { clock, logger } = {}) =>
    openEventBridgeTransport({
      ...(eventBridgeSettings.read(settings) as EventBridgeTransportOptions),
      ...(clock !== undefined && { clock }),
      ...(logger !== undefined && { logger }),
    }),
};
