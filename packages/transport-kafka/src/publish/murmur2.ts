/**
 * The partition of a key, as Kafka's own clients choose it, so that publishers in every language put one key's messages
 * into one partition.
 *
 * https://github.com/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/utils/Utils.java (murmur2)
 */
export function partitionOfKey(key: string, partitions: number): number {
  let hash = known.get(key);
  if (hash === undefined) {
    hash = murmur2(Buffer.from(key)) & 0x7fffffff;
    if (known.size >= mostKnown) known.clear();
    known.set(key, hash);
  }
  return hash % partitions;
}

/** Keys come again and again. */
const known = new Map<string, number>();
const mostKnown = 10_000;

const multiplier = 0x5bd1e995;

export function murmur2(bytes: Uint8Array): number {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let hash = 0x9747b28c ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    let word = Math.imul(view.getInt32(at, true), multiplier);
    word = Math.imul(word ^ (word >>> 24), multiplier);
    hash = Math.imul(hash, multiplier) ^ word;
  }
  const rest = length - at;
  if (rest > 2) hash ^= (bytes[at + 2] as number) << 16;
  if (rest > 1) hash ^= (bytes[at + 1] as number) << 8;
  if (rest > 0) hash = Math.imul(hash ^ (bytes[at] as number), multiplier);
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
}
