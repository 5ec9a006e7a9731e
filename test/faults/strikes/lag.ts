import type { TransportHealth } from "@concordat/runtime";

/** Where a group stands at one place, as transports tell in the details of their health. */
type Place = { readonly group: string; readonly waiting: number; readonly out: number };

/** What waits for a group and what it was given and is not done with, at all places together; `undefined` where that is not told. */
export function lagOf({ details }: TransportHealth, group: string): number | undefined {
  const places: unknown = details?.groups;
  if (!Array.isArray(places)) return undefined;
  const own = places.filter(isPlace).filter((place) => place.group === group);
  return own.length === 0 ? undefined : own.reduce((sum, { waiting, out }) => sum + waiting + out, 0);
}

function isPlace(value: unknown): value is Place {
  const { group, waiting, out } = Object(value);
  return typeof group === "string" && typeof waiting === "number" && typeof out === "number";
}
