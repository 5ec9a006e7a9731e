/**
 * A place in a text.
 *
 * `offset` counts UTF-16 code units from 0, so `text.slice(offset)` begins there; a byte order mark is not counted.
 * `line` and `column` count from 1. A column is a UTF-16 code unit too (an emoji is two columns), as in the Language
 * Server Protocol; a line ends with LF, CR LF or CR.
 */
export type TextPosition = { readonly offset: number; readonly line: number; readonly column: number };

/** From `start` up to, but without, `end`. */
export type TextRange = { readonly start: TextPosition; readonly end: TextPosition };

/** One place, for an error: counts lines only as far as the place. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1;
  let lineStart = 0;
  for (let next = nextLineStart(text, 0); next <= offset; next = nextLineStart(text, next)) {
    line += 1;
    lineStart = next;
  }
  return { offset, line, column: offset - lineStart + 1 };
}

/** Many places in one text: the line starts are gathered once, each look-up is a binary search. */
export function createLineTable(text: string): (offset: number) => TextPosition {
  const starts = [0];
  for (let next = nextLineStart(text, 0); next <= text.length; next = nextLineStart(text, next))
    starts.push(next);
  return (offset) => {
    let line = 1;
    for (let beyond = starts.length + 1; beyond - line > 1; ) {
      const middle = (line + beyond) >>> 1;
      if ((starts[middle - 1] ?? 0) <= offset) line = middle;
      else beyond = middle;
    }
    return { offset, line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}

const lineFeed = 10;
const carriageReturn = 13;

/** Where the line after the one at `from` begins; infinitely far away after the last. */
function nextLineStart(text: string, from: number): number {
  for (let offset = from; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === lineFeed) return offset + 1;
    if (unit === carriageReturn) return text.charCodeAt(offset + 1) === lineFeed ? offset + 2 : offset + 1;
  }
  return Number.POSITIVE_INFINITY;
}
