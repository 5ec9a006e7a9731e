/** The words of a name in any of the usual spellings: `orderPlaced`, `order_placed`, `Order placed`, `HTTPServer2`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

export function kebabCase(words: readonly string[]): string {
  return words.join("-");
}

/** `Order placed`: the form that titles have, so that SDK names can be made of their words. */
export function sentenceCase(words: readonly string[]): string {
  const sentence = words.join(" ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
