/**
 * A stranger's words as a terminal may see them. Control characters could move the cursor or set the window's title, and
 * bidirectional ones make text read as what it is not (CVE-2021-42574); each becomes one replacement character, so that
 * carets still stand under what they mark.
 */
export function printable(text: string): string {
  return text.replace(unprintable, "\ufffd");
}

const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly what a terminal must not be sent
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
