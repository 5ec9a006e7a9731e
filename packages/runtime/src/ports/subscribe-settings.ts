import type { SubscribeOptions } from "./transport.ts";
import { transportErrors } from "./transport-errors.ts";

/** What a subscriber asked for, looked through, with the defaults in the gaps. */
export type SubscribeSettings = Required<Omit<SubscribeOptions, "signal">> & Pick<SubscribeOptions, "signal">;

export const defaultMaxInFlight = 16;
export const defaultRedeliverAfterMs = 30_000;

/** The same for every transport, so that none has defaults of its own. Throws SUBSCRIBE_OPTION. */
export function subscribeSettingsOf(options: SubscribeOptions): SubscribeSettings {
  const { group, signal } = options;
  const addresses = [...new Set(options.addresses)];
  if (group === "") throw refusal("group", "empty", "a name");
  if (addresses.length === 0) throw refusal("addresses", "empty", "at least one address");
  return {
    group,
    addresses,
    from: options.from ?? "new",
    maxInFlight: maxInFlightOf(options.maxInFlight ?? defaultMaxInFlight),
    order: options.order ?? "key",
    redeliverAfterMs: countOf("redeliverAfterMs", options.redeliverAfterMs ?? defaultRedeliverAfterMs),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** For `resize` too. */
export function maxInFlightOf(value: number): number {
  return countOf("maxInFlight", value);
}

function countOf(option: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw refusal(option, String(value), "a whole number from 1 up");
}

function refusal(option: string, value: string, expected: string): Error {
  return transportErrors.SUBSCRIBE_OPTION({ option, value, expected });
}
