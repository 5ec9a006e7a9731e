import type { NotPromised, TransportCapabilities } from "@concordat/runtime";
import type { World } from "./world.ts";

export type PropertyId = `T${number}`;

/** Why a property, or a part of it, is not to be expected of a transport: in the words of its capabilities. */
export type Exemption = (capabilities: TransportCapabilities) => string | undefined;

/** Something that every transport does, or says that it does not. */
export type Property = {
  readonly id: PropertyId;
  /** What holds, as the title of a test. */
  readonly sentence: string;
  /** Default: nothing excuses. */
  readonly exempt?: Exemption;
  /** A part that can be missing while the rest holds. */
  readonly part?: { readonly name: string; readonly exempt: Exemption };
  /** Needs somebody to stop and start the broker. */
  readonly stopsBroker?: true;
  /** Rejects, with the events named, where it does not hold. */
  holds(world: World): Promise<void>;
};

/** What a transport is not held to, by what it declares: the whole property, or the part that is named. */
export type ExemptionWords = { readonly part?: string; readonly reason: string };

export function exemptionOf(
  { exempt, part }: Property,
  capabilities: TransportCapabilities,
): ExemptionWords | undefined {
  const reason = exempt?.(capabilities);
  if (reason !== undefined) return { reason };
  const missing = part?.exempt(capabilities);
  return part === undefined || missing === undefined ? undefined : { part: part.name, reason: missing };
}

export function defineProperty(property: Property): Property {
  return property;
}

type Promised = "order" | "replay" | "attempts" | "dedupeWindowMs" | "reconnects";

/** Excused where the transport does not promise this. */
export function unlessPromised(name: Promised): Exemption {
  return (capabilities) => {
    const promise: unknown = capabilities[name];
    return typeof promise === "object" ? (promise as NotPromised).notPromised : undefined;
  };
}
