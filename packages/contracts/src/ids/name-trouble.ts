/** What is wrong with the characters of a name; `offset` counts UTF-16 units. */
export type NameTrouble = { readonly offset: number; readonly what: string };

/**
 * Characters that a name may not hold because a reader cannot see them, or sees another order than is there
 * (https://trojansource.codes), and text that is not in normal form C: two names that look alike must be alike.
 *
 * Everything visible passes, in any script.
 */
export function nameTrouble(name: string): NameTrouble | undefined {
  const found = unseen.exec(name);
  if (found !== null) return { offset: found.index, what: `holds ${describe(found[0])}` };
  const composed = name.normalize("NFC");
  if (composed === name) return undefined;
  const offset = [...composed].findIndex((_, index) => composed[index] !== name[index]);
  return { offset: Math.max(offset, 0), what: "is not in Unicode normal form C" };
}

/** The name with everything unseen spelled out, and marks where normal form is the trouble, for messages: an error must not smuggle on what it refuses. */
export function visible(name: string): string {
  const hidden = name.normalize("NFC") === name ? unseen : new RegExp(`${unseen.source}|\\p{M}`, "u");
  return name.replace(new RegExp(hidden, "gu"), (character) => `\\u{${codePoint(character)}}`);
}

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\p{Bidi_Control}/u, "a bidirectional control"],
  [/\p{Cs}/u, "half of a surrogate pair"],
  [/\p{Cc}/u, "a control character"],
  [/[\p{Zl}\p{Zp}]/u, "a line separator"],
  [/\p{Noncharacter_Code_Point}/u, "no character"],
];

function describe(character: string): string {
  const [, kind = "an invisible character"] = kinds.find(([pattern]) => pattern.test(character)) ?? [];
  return `U+${codePoint(character)}, ${kind}`;
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
