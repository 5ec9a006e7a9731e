import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Transport } from "../ports/transport.ts";
import type { SettingsTable } from "./settings.ts";

/** What the world of a transport hands in when it is opened by configuration. */
export type OpenContext = {
  readonly clock?: Clock;
  /** Is told what a person should know: a durability that is not met, topology that was created. */
  readonly logger?: Logger;
};

/**
 * What a transport package exports as `transportModule`, so that configuration alone can choose it: settings as data, which are
 * read, documented and taken from the environment in one way for all.
 */
export type TransportModule = {
  /** As in `capabilities` and in configuration: `nats`, `kafka` … */
  readonly name: string;
  readonly settings: SettingsTable;
  /** `settings` as `concordat.config.json` has them, every name checked; throws TRANSPORT_SETTING. */
  open(settings: Readonly<Record<string, unknown>>, context?: OpenContext): Promise<Transport>;
};
