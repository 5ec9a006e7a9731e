import { createHash } from "node:crypto";

/**
 * The partition of a key. By MD5, which every language has, so that a publisher in another one can put a key's messages where ours
 * are: the first four bytes, read as a number, modulo the number of partitions.
 */
export function partitionOf(key: string, partitions: number): number {
  const cached = known.get(key);
  if (cached !== undefined) return cached % partitions;
  const hash = createHash("md5").update(key).digest().readUInt32BE(0);
  if (known.size >= mostKnown) known.clear();
  known.set(key, hash);
  return hash % partitions;
}

/** A hash takes 2 microseconds, and keys come again and again. */
const known = new Map<string, number>();
const mostKnown = 10_000;
