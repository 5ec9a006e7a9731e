/**
 * Text that a person reads as it is: what cannot be seen, or makes other characters change places (https://trojansource.codes), is
 * spelled out as `⟨U+202E⟩`. The two joiners stay, because scripts and emoji are written with them.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(unseen, (character) => `⟨U+${hexadecimal(character.codePointAt(0) ?? 0)}⟩`);
}

const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly what nobody can see
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

function hexadecimal(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, "0");
}
