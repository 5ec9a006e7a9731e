import { MemoryAddress } from "./memory-address.ts";
import { type MemoryBrokerOptions, type MemorySettings, settingsOf } from "./options.ts";
import { Turns } from "./turns.ts";

/**
 * What stays when a transport in memory is closed: addresses, messages, groups and their places. Several transports may share one,
 * as several processes share a broker, so that what holds between two services can be shown in one process.
 */
export type MemoryBroker = {
  /** @internal */
  readonly settings: MemorySettings;
  /** @internal */
  readonly turns: Turns;
  /** @internal */
  readonly addresses: Map<string, MemoryAddress>;
};

/** Has nothing to close: it goes when nobody holds it. */
export function createMemoryBroker(options: MemoryBrokerOptions = {}): MemoryBroker {
  return { settings: settingsOf(options), turns: new Turns(), addresses: new Map() };
}

export function addressOf(broker: MemoryBroker, name: string): MemoryAddress {
  let address = broker.addresses.get(name);
  if (address === undefined) {
    address = new MemoryAddress(name, broker.settings, broker.turns);
    broker.addresses.set(name, address);
  }
  return address;
}
