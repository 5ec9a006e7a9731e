import { randomBytes } from "node:crypto";

/**
 * A name that nobody else uses, in the alphabet that topics, streams, tables, buses and queues share.
 *
 * PostgreSQL cuts names after 63 bytes, silently, so long prefixes are cut here, before the part that makes them unique.
 */
export function uniqueName(prefix = "test", random: () => string = randomTail): string {
  const safe = prefix
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^[0-9_]+/, "")
    .slice(0, 45)
    .replace(/_+$/, "");
  return `${safe === "" ? "test" : safe}_${random()}`;
}

/** Sixty bits. */
function randomTail(): string {
  return BigInt(`0x${randomBytes(8).toString("hex")}`)
    .toString(36)
    .padStart(13, "0")
    .slice(-12);
}
