import type { CompatibilityQuestion } from "@concordat/compat";
import { isObject, type Json, type JsonObject } from "@concordat/json";
import { cliErrors } from "../../errors.ts";
import { dialectFromWord } from "../dialect-word.ts";
import { withDocuments } from "../with-documents.ts";
import type { BatchSettings } from "./batch-settings.ts";

/**
 * The question that a line asks. Members it does not know are somebody's own notes and stay unread.
 *
 * @throws {CliError} BATCH_LINE
 */
export function readPair(line: Json, settings: BatchSettings): CompatibilityQuestion {
  if (!isObject(line)) throw bad("is no JSON object");
  const writer = schemaIn(line, "old");
  const reader = schemaIn(line, "new");
  const dialect = dialectIn(line) ?? settings.dialect;
  return {
    ...withDocuments({ writer, reader }, settings.documents, dialect),
    writerView: choiceIn(line, "writerView", ["closed", "as-written"]) ?? settings.writerView,
    format: choiceIn(line, "format", ["annotate", "assert"]) ?? settings.format,
    ...(dialect && { dialect }),
    ...(settings.budget !== undefined && { budget: settings.budget }),
  };
}

function schemaIn(line: JsonObject, name: "old" | "new"): Json {
  const schema = line[name];
  if (schema === undefined) throw bad(`has no member "${name}"`);
  if (isObject(schema) || typeof schema === "boolean") return schema;
  throw bad(`has under "${name}" neither an object nor a boolean, and so no schema`);
}

function dialectIn({ draft }: JsonObject) {
  if (draft === undefined || draft === null) return undefined;
  const dialect = dialectFromWord(String(draft));
  if (dialect === undefined) throw bad(`names the draft ${JSON.stringify(draft)}, which is none we know`);
  return dialect;
}

function choiceIn<const Choice extends string>(
  line: JsonObject,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = line[name];
  if (value === undefined || value === null) return undefined;
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined)
    throw bad(`has under "${name}" ${JSON.stringify(value)}, where ${choices.join(" or ")} is wanted`);
  return chosen;
}

function bad(problem: string) {
  return cliErrors.BATCH_LINE({ problem });
}
