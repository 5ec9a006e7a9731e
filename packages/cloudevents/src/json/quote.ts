/**
 * A string as JSON writes it. Most attributes hold nothing that has to be escaped, and for those a look is cheaper than
 * `JSON.stringify`.
 */
export function quote(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what JSON escapes, beside halves of surrogate pairs.
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;
