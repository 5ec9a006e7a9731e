/** Whatever ends a line for TypeScript, or for a reader. */
export const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Every UTF-16 unit as an escape that strings, templates and comments share. */
export function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
