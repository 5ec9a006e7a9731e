import type { JsonDocument } from "@concordat/json";
import { parseFile } from "../data/parse-file.ts";

/** Past this the strict parser gives up, and so does the engine. */
export const deepestSchema = 256;

/** @throws {CliError} with the place in the file */
export function parseSchema(file: string, bytes: Uint8Array): JsonDocument {
  return parseFile(file, bytes, { maxDepth: deepestSchema });
}
