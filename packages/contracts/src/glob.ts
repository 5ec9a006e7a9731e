/**
 * Contract paths by pattern: `*` stands for any characters within one word between slashes, `**` for any number of
 * words, none included. `commerce/order/placed` names one contract, `commerce/**` all of commerce.
 */
export function matchesPath(pattern: string, path: string): boolean {
  return matches(pattern.split("/"), path.split("/"), (word) => word === "**", matchesText);
}

/**
 * Event types by pattern: `*` stands for any characters, dots included, as in a shell; domains disagree on how many
 * dots a type has, so words are nothing to count on.
 */
export function matchesText(pattern: string, text: string): boolean {
  return matches([...pattern], [...text], (character) => character === "*", Object.is);
}

/**
 * Greedy with one way back, to the last star: an earlier star never has to give anything up that a later one could
 * not take as well. So the work is bounded by the product of the lengths, whatever the pattern.
 */
function matches<Part>(
  pattern: readonly Part[],
  parts: readonly Part[],
  isStar: (part: Part) => boolean,
  matchesOne: (pattern: Part, part: Part) => boolean,
): boolean {
  let at = 0;
  let resume: { readonly pattern: number; readonly at: number } | undefined;
  for (let index = 0; at < parts.length || index < pattern.length; ) {
    const wanted = pattern[index];
    const part = parts[at];
    if (wanted !== undefined && isStar(wanted)) {
      resume = { pattern: index, at: at + 1 };
      index += 1;
    } else if (wanted !== undefined && part !== undefined && matchesOne(wanted, part)) {
      index += 1;
      at += 1;
    } else if (resume !== undefined && resume.at <= parts.length) {
      index = resume.pattern;
      at = resume.at;
    } else return false;
  }
  return true;
}
