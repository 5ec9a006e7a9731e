import { createHash } from "node:crypto";
import { checkAddress } from "../check-address.ts";
import type { EventBridgeSettings } from "../settings.ts";

/** Where a group reads an address: a queue, and the rule that fills it. */
export type Place = {
  readonly group: string;
  readonly address: string;
  /** Of the rule and of the queue alike. */
  readonly name: string;
  /** The event pattern of the rule, as JSON. */
  readonly pattern: string;
};

/**
 * What stands at AWS for a group at an address, or has to: for whoever sets it up by other means than this transport.
 *
 * A rule of its own for each, since a rule has room for five targets, and an address may have more groups.
 */
export function placeOf(
  settings: Pick<EventBridgeSettings, "namePrefix" | "patterns">,
  group: string,
  address: string,
): Place {
  checkAddress(address);
  const pattern = JSON.stringify(patternOf(address, settings.patterns?.[address]));
  return { group, address, name: nameOf([settings.namePrefix, group, address]), pattern };
}

/** What was published for this address, and what others put on the bus without any and is said to belong there. */
function patternOf(address: string, foreign: unknown): object {
  const ours = { detail: { eventBridgeMetadata: { address: [address] } } };
  if (foreign === undefined) return ours;
  const pattern = objectOf(foreign);
  const detail = objectOf(pattern.detail);
  const metadata = { address: [{ exists: false }], ...objectOf(detail.eventBridgeMetadata) };
  return { $or: [ours, { ...pattern, detail: { ...detail, eventBridgeMetadata: metadata } }] };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** What names of rules take; those of queues take 80. */
const longest = 64;

/**
 * `concordat_billing_orders`. Where a part has letters that names of queues do not, or `_` itself, or is too long, it is shown as far as
 * it can be and eight digits of a hash tell it apart.
 */
function nameOf(parts: readonly string[]): string {
  const plain = parts.join("_");
  if (plain.length <= longest && parts.every((part) => /^[A-Za-z0-9-]+$/.test(part))) return plain;
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);
  const shown = plain.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, longest - hash.length - 1);
  return `${shown}_${hash}`;
}
