export { canonicalize } from "./canonicalize.ts";
export { decodeLeniently } from "./decode-leniently.ts";
export type { JsonDocument, JsonLocation } from "./document.ts";
export { jsonEquals } from "./equals.ts";
export { JsonError, jsonErrors } from "./errors.ts";
export { isArray, isObject, type Json, type JsonObject } from "./json.ts";
export { type ParseOptions, parseJson, parseJsonDocument } from "./parse.ts";
export { appendToPointer, follow, formatPointer, parsePointer, valueAt } from "./pointer.ts";
export type { TextPosition, TextRange } from "./position.ts";
