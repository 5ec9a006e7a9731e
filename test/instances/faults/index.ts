export { formats } from "./formats.ts";
export { awkwardNames, missing, misspelt, omitted, undeclared } from "./members.ts";
export { anyText, emptyText, lengths, patterns } from "./texts.ts";
export { inDisguise, isNull, wrongRoot, wrongType } from "./types.ts";
export { bounds, emptyObject, fixedWords, lists, numbers, otherWords } from "./values.ts";
