import { parseFile } from "@concordat/contracts/files";
import { type Finding, findingOf } from "@concordat/errors";
import { type JsonDocument, jsonErrors } from "@concordat/json";
import { asyncapiErrors } from "../errors.ts";
import { parseYaml, type YamlTrouble } from "./yaml.ts";

/** Longest document in bytes; the largest public ones have a few hundred kilobytes. */
const maxBytes = 2 ** 23;

export const documentRule = "asyncapi-document";

/** JSON by our own strict reader, everything else as YAML; both know where each value stands. */
export function parseText(bytes: Uint8Array, file: string): JsonDocument | Finding {
  if (file.endsWith(".json")) return parseFile(bytes, file, { maxBytes });
  if (bytes.length > maxBytes)
    return findingOf(jsonErrors.LIMIT_BYTES({ bytes: bytes.length, limit: maxBytes }), {
      rule: documentRule,
      at: { file },
    });
  const text = decodeUtf8(bytes);
  const parsed: JsonDocument | YamlTrouble =
    text === undefined
      ? { error: asyncapiErrors.ASYNCAPI_SYNTAX({ trouble: `${file} is not UTF-8` }) }
      : parseYaml(text);
  if (!("error" in parsed)) return parsed;
  const { error, range } = parsed;
  return findingOf(error, { rule: documentRule, at: { file, ...(range && { range }) } });
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
