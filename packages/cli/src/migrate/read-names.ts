import { formatErrors } from "@concordat/cloudevents";
import { formatPointer, isObject, type JsonObject } from "@concordat/json";
import { parseFile } from "../data/parse-file.ts";
import { readInputFile } from "../files.ts";
import { placedError } from "../project/placed-error.ts";

/**
 * What somebody says that old names mean.
 *
 * @throws {CliError} with the place, where the file is no JSON object of texts
 */
export function readNames(file: string, cwd: string): Readonly<Record<string, string>> {
  const { value, locate } = parseFile(file, readInputFile(file, cwd));
  const refuse = (pointer: string, found: string, wanted: string) => {
    const range = locate(pointer)?.value;
    return placedError(formatErrors.FORMAT_MEMBER({ pointer, found, wanted }), {
      file,
      ...(range && { range }),
    });
  };
  if (!isObject(value)) throw refuse("", "no object", "an object of old names and types");
  for (const [name, type] of Object.entries(value))
    if (typeof type !== "string") throw refuse(formatPointer([name]), "no text", "the name of a type");
  return value as JsonObject & Readonly<Record<string, string>>;
}
