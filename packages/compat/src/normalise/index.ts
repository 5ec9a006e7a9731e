export { doubtOfReference, type MissingDocument, missingDocument } from "./missing.ts";
export type { Inside, Part } from "./parts.ts";
export { type Reading, schemasBelow } from "./reading.ts";
export { createTranslator, type Translator, type TranslatorOptions } from "./translate.ts";
