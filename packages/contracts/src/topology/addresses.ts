import type { ModelChannel } from "../model/channel.ts";

/** The channel's address where it is known before anything runs: without holes such as `{country}`. */
export function fixedAddress({ address }: Pick<ModelChannel, "address">): string | undefined {
  return address === null || /[{}]/.test(address) ? undefined : address;
}

export function distinct(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses)];
}

/** What the brokers' readers are given: the channels that are on the server. */
export function channelsOn(server: string, channels: readonly ModelChannel[]): readonly ModelChannel[] {
  return channels.filter(({ servers }) => servers.includes(server));
}
