import { placeOfJsonError } from "@concordat/contracts/files";
import { type JsonDocument, JsonError, type ParseOptions, parseJsonDocument } from "@concordat/json";
import { placedError } from "../project/placed-error.ts";

/** @throws {CliError} with the place in the file, where it holds no JSON */
export function parseFile(file: string, bytes: Uint8Array, options?: ParseOptions): JsonDocument {
  try {
    return parseJsonDocument(bytes, options);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw placedError(error, placeOfJsonError(error, file), error);
  }
}
