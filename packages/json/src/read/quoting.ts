/** A piece of the input, quoted for a message, and short however long the input made it. */
export function clip(text: string): string {
  return JSON.stringify(clipBare(text));
}

export function clipBare(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text;
}

/** `U+FEFF`, for characters that a message cannot show. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
