/** A line of a stream, without its end; one that is too long has been read past and not kept. */
export type Line = { readonly number: number } & (
  | { readonly bytes: Buffer; readonly length?: undefined }
  | { readonly bytes?: undefined; readonly length: number }
);

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a stream, in lists as they come: each list is what one piece of the stream completed. Never keeps more
 * than the longest line that may be. Lines of white space alone count, and are left out.
 */
export async function* readLines(
  pieces: AsyncIterable<Buffer>,
  { maxBytes }: { readonly maxBytes: number },
): AsyncGenerator<readonly Line[]> {
  let number = 0;
  let kept: Buffer[] = [];
  let length = 0;
  const take = (piece: Buffer) => {
    length += piece.length;
    if (length <= maxBytes) kept.push(piece);
    else kept = [];
  };
  const end = (lines: Line[]) => {
    number += 1;
    if (length > maxBytes) lines.push({ number, length });
    else {
      const [first] = kept;
      const bytes = kept.length === 1 && first !== undefined ? first : Buffer.concat(kept, length);
      if (!isBlank(bytes)) lines.push({ number, bytes });
    }
    kept = [];
    length = 0;
  };

  for await (const piece of pieces) {
    const lines: Line[] = [];
    let start = 0;
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, start)) {
      take(piece.subarray(start, at));
      end(lines);
      start = at + 1;
    }
    // What is kept for the next piece is a copy, so that the piece itself can go.
    if (start < piece.length) take(Buffer.from(piece.subarray(start)));
    if (lines.length > 0) yield lines;
  }
  const last: Line[] = [];
  if (length > 0) end(last);
  if (last.length > 0) yield last;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === carriageReturn);
}
