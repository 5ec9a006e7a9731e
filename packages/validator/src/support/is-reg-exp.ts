/** ECMA-262 with the flag u, asked of the engine itself. */
export function isRegExp(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
