/**
 * The first byte of a stream that is no white space, and the stream as if nobody had looked. A byte order mark counts as
 * white space.
 */
export async function lookAhead(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: string | undefined; readonly bytes: AsyncGenerator<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: string | undefined;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    seen.push(next.value);
    const found = next.value.find((byte) => !ignored.has(byte));
    if (found === undefined) continue;
    first = String.fromCharCode(found);
    break;
  }
  return { first, bytes: rest(seen, iterator) };
}

const ignored: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

async function* rest(
  seen: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* seen;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
