/**
 * Breaks long lines of prose between words. A span of code stays whole, and so does what is laid out by hand: tables, blocks of
 * code. The lines that a list's item goes on in stand under its words.
 */
export function wrapLines(lines: readonly string[], width: number): readonly string[] {
  let isFenced = false;
  return lines.flatMap((line) => {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (isFence) isFenced = !isFenced;
    const isLaidOut = isFence || isFenced || /^(\s{4}|\t|\s*\|)/.test(line);
    return isLaidOut || line.length <= width ? [line] : wrapLine(line, width);
  });
}

function wrapLine(line: string, width: number): readonly string[] {
  const [lead = ""] = /^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s+)?/.exec(line) ?? [];
  const under = " ".repeat(lead.length);
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).match(words) ?? []) {
    const isFirst = current === lead || current === under;
    if (!isFirst && current.length + 1 + word.length > width) {
      lines.push(current);
      current = under + word;
    } else current += isFirst ? word : ` ${word}`;
  }
  return [...lines, current];
}

/** A word with the spans of code that are in it. */
const words = /(?:`[^`\n]*`|[^\s`]|`)+/g;
