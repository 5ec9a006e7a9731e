/**
 * The first character that no attribute may hold, by its name, as in `U+0000`: a control character, a noncharacter of
 * Unicode, half of a surrogate pair (CloudEvents 1.0.2, "Type System", String).
 */
export function forbiddenCharacterOf(text: string): string | undefined {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x1f && unit < 0x7f) continue;
    const codePoint = text.codePointAt(index) ?? 0;
    if (isForbidden(codePoint)) return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
    if (codePoint > 0xffff) index += 1;
  }
  return undefined;
}

function isForbidden(codePoint: number): boolean {
  const isControl = codePoint <= 0x1f || (codePoint >= 0x7f && codePoint <= 0x9f);
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const isNoncharacter = (codePoint & 0xfffe) === 0xfffe || (codePoint >= 0xfdd0 && codePoint <= 0xfdef);
  return isControl || isSurrogate || isNoncharacter;
}
