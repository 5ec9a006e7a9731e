import { matchesText } from "@concordat/contracts";
import type { GenerationInput } from "@concordat/gen-core";
import type { SdkEvent } from "./contracts.ts";
import type { Entry, SdkSettings } from "./settings.ts";

/** Whether an entry exports an event. */
export function isIn({ types }: Entry): (contract: SdkEvent) => boolean {
  return ({ event }) => types.some((pattern) => matchesText(pattern, event.type));
}

/**
 * What somebody might look for in the SDK in vain: a package may well hold a part of the events only, yet nobody should learn from a
 * missing import that a new one belongs to no entry, or that a pattern was mistyped.
 */
export function* leftOut(
  { events, model, topology }: GenerationInput,
  contracts: readonly SdkEvent[],
  { entries, packageName }: SdkSettings,
): Generator<string> {
  const lost = contracts.filter((contract) => !entries.some((entry) => isIn(entry)(contract)));
  if (lost.length > 0)
    yield `${packageName}: no entry exports ${listed(lost.map(({ event }) => event.type))}; add a pattern to settings.entries`;
  for (const entry of entries)
    for (const pattern of events.length === 0 ? [] : entry.types)
      if (!contracts.some(isIn({ ...entry, types: [pattern] })))
        yield `${packageName}: no event has a type that settings.entries[${JSON.stringify(entry.path)}] means by ${JSON.stringify(pattern)}`;
  for (const { message, at } of topology?.findings ?? [])
    yield `${packageName}: ${message} (${at.pointer}), so it is no part of the topology`;
  const foreign = (model?.messages ?? []).filter(({ payload }) => payload.kind === "foreign");
  if (foreign.length > 0)
    yield `${packageName}: no JSON Schema tells what these messages carry, so they are left out: ${listed(foreign.map(({ name }) => name))}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
