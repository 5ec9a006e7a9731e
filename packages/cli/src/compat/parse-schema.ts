import { placeOfJsonError } from "@concordat/contracts/files";
import { type JsonDocument, JsonError, parseJsonDocument } from "@concordat/json";
import { placedError } from "../project/placed-error.ts";

/** Past this the strict parser gives up, and so does the engine. */
export const deepestSchema = 256;

/** @throws {CliError} with the place in the file */
export function parseSchema(file: string, bytes: Uint8Array): JsonDocument {
  try {
    return parseJsonDocument(bytes, { maxDepth: deepestSchema });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw placedError(error, placeOfJsonError(error, file), error);
  }
}
