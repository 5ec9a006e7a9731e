import { lineEnds } from "./unseen.ts";

/**
 * Words of a contract as lines of a comment: an `@` that could begin a tag loses its power, so that no description deprecates
 * anything or documents a parameter that is not there. TSDoc takes a backslash as "the next character is only itself".
 */
export function docText(text: string): readonly string[] {
  return text.split(lineEnds).map((line) => line.replace(/(^|[\s*{])@/g, "$1\\@"));
}
