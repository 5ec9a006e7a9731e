/**
 * What may stand around a message in its entry: the names of members, address and key, what is repeated for event patterns, and
 * what JSON adds to the text of headers.
 */
const aroundMessage = 16_384;

/** The most of body and headers that is promised to fit into an entry. */
export function messageBytesOf(maxEntryBytes: number): number {
  return maxEntryBytes - aroundMessage;
}
