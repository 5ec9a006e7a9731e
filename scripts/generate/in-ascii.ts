/** JSON in which characters that nobody sees, or that an editor might normalise, are written as escapes. */
export function inAscii(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[^\n\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
