export { includes, isEmpty, matches } from "./ask.ts";
export { irregularFormat, languageOfFormat } from "./formats/language-of-format.ts";
export { anyString, complement, emptyLanguage, intersect, type Language, union } from "./language.ts";
export { languageOfWords } from "./language-of-words.ts";
export { languageOfPattern } from "./pattern/language-of-pattern.ts";
export type { Opaque } from "./pattern/parse-pattern.ts";
export { type StringQuestion, solveStrings } from "./solve-strings.ts";
export { createMatcher } from "./trial/create-matcher.ts";
export { matchesPattern } from "./trial/matches-pattern.ts";
