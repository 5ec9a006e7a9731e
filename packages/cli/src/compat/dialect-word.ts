import { type Dialect, dialectOf, dialects } from "@concordat/schema";

/** How dialects are written where words are wanted: the names that are shown to people. */
export const dialectWords: readonly string[] = dialects;

/**
 * The dialect that a word names, in the spellings in use: `draft-07`, `draft7`, `7`, `2020-12`, `draft2020-12`, or the
 * URI of its meta-schema.
 */
export function dialectFromWord(word: string): Dialect | undefined {
  const name = word.toLowerCase().replace(/^draft[-_ ]?/, "");
  return dialectOf(word) ?? dialects.find((dialect) => names(dialect).includes(name));
}

/** `draft-04` is also `4` and `04`; the later ones are called by year and month alone. */
function names(dialect: Dialect): readonly string[] {
  const bare = dialect.replace("draft-", "");
  return [bare, bare.replace(/^0/, "")];
}
