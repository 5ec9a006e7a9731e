import { createHash } from "node:crypto";

/**
 * A name that JetStream takes (no dots, spaces, wildcards or slashes), readable where it can be, and never the same for two
 * different lists of parts.
 */
export function safeName(...parts: readonly string[]): string {
  const readable = parts.map((part) => part.replaceAll(/[^A-Za-z0-9_-]+/g, "_")).join("-");
  const digest = createHash("md5").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
  return `${readable.slice(0, 100)}-${digest}`;
}

export function streamNameOf(address: string): string {
  return safeName("concordat", address);
}

export function consumerNameOf(group: string, address: string): string {
  return safeName(group, address);
}

/** The consumers of a place: with partitions one for each, and last the one of the bare subject, on which others publish. */
export function consumersOf(bare: string, partitions: number): readonly string[] {
  return [...Array.from({ length: partitions }, (_, partition) => `${bare}-p${partition}`), bare];
}

/** Whether a stream or a consumer may be called so: https://docs.nats.io/running-a-nats-service/nats_admin/jetstream_admin/naming */
export function isAssetName(name: string): boolean {
  return /^[^\s.*>/\\\p{Cc}]+$/u.test(name) && Buffer.byteLength(name) <= 255;
}
