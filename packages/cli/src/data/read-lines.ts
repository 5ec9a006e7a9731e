/** One line of a stream, its number from 1, blank lines counted; its end is not part of it. */
export type Line = { readonly number: number } & LineContent;

export type LineContent =
  /** Bytes where they are no UTF-8: the parser says what is wrong with them. */
  | { readonly input: string | Uint8Array }
  /** Over the limit: the length in bytes, the line itself was not kept. */
  | { readonly tooLong: number };

const lineFeed = 10;

/**
 * Cuts a stream of bytes into lines, some at a time, and holds no more of it than one line and one piece.
 *
 * All lines of a piece are decoded in one go, which is what makes millions of them cheap.
 */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  { maxBytes }: { readonly maxBytes: number },
): AsyncGenerator<readonly Line[]> {
  const begun = createBeginning(maxBytes);
  let count = 0;
  const numbered = (content: LineContent): Line => {
    count += 1;
    return { number: count, ...content };
  };
  for await (const piece of source) {
    const first = piece.indexOf(lineFeed);
    if (first === -1) {
      begun.add(piece);
      continue;
    }
    const last = piece.lastIndexOf(lineFeed);
    begun.add(piece.subarray(0, first));
    const whole = first === last ? [] : linesIn(piece.subarray(first + 1, last));
    yield [begun.take(), ...whole.map((input) => limited(input, maxBytes))].map(numbered);
    begun.add(piece.subarray(last + 1));
  }
  if (!begun.isEmpty()) yield [numbered(begun.take())];
}

/** The beginning of a line whose end has not come yet. */
function createBeginning(maxBytes: number) {
  let pieces: Uint8Array[] = [];
  let length = 0;
  return {
    isEmpty: () => length === 0,
    add(piece: Uint8Array) {
      length += piece.length;
      if (length > maxBytes) pieces = [];
      else pieces.push(piece);
    },
    take(): LineContent {
      const content = length > maxBytes ? { tooLong: length } : { input: decodedOr(Buffer.concat(pieces)) };
      pieces = [];
      length = 0;
      return content;
    },
  };
}

function linesIn(bytes: Uint8Array): readonly (string | Uint8Array)[] {
  const text = decodedOr(bytes);
  if (typeof text === "string") return text.split("\n");
  const lines: (string | Uint8Array)[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found;
    lines.push(decodedOr(bytes.subarray(start, end)));
    start = end + 1;
  }
  return lines;
}

function limited(input: string | Uint8Array, maxBytes: number): LineContent {
  // No character has more than three bytes a unit, so that most lines need not be counted.
  if (input.length * 3 <= maxBytes) return { input };
  const bytes = typeof input === "string" ? Buffer.byteLength(input) : input.length;
  return bytes > maxBytes ? { tooLong: bytes } : { input };
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodedOr(bytes: Uint8Array): string | Uint8Array {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}
