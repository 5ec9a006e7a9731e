import { isArray, isObject, type Json, type JsonObject, parseJson } from "@concordat/json";
import { type Content, type ContentParts, type ContentReference, contentOf } from "../../core/content.ts";
import type { LoggedChange } from "../logged-change.ts";
import { troubleWithChange } from "./change-shapes.ts";
import { type ArchiveHead, archiveFormat, archiveVersion } from "./format.ts";

/** What is wrong with a line. The reader adds which one it is. */
export class BadLine extends Error {}

export function readObject(line: Uint8Array): JsonObject {
  let value: Json;
  try {
    value = parseJson(line, { maxDepth: 256 });
  } catch {
    throw new BadLine("is not JSON; was it cut off?");
  }
  if (!isObject(value)) throw new BadLine("is not an object");
  return value;
}

export function readHead(line: Uint8Array): ArchiveHead {
  const { format, version, contents, changes, hash } = readObject(line);
  if (format !== archiveFormat) throw new BadLine("is not the head of an archive of a registry");
  if (version !== archiveVersion)
    throw new BadLine(`says format version ${version}, and this program knows ${archiveVersion}`);
  if (!isCount(contents) || !isCount(changes) || typeof hash !== "string")
    throw new BadLine("does not say how much is to follow");
  return { format, version, contents, changes, hash };
}

export function readContent(value: Json): Content {
  if (!isObject(value)) throw new BadLine("is no content");
  const { digest, text, references, metadata, ruleSet } = value;
  if (
    typeof text !== "string" ||
    references === undefined ||
    !isArray(references) ||
    !references.every(isReference)
  )
    throw new BadLine("is no content");
  if ([metadata, ruleSet].some((each) => each !== undefined && !isObject(each)))
    throw new BadLine("has metadata or a ruleSet that is no object");
  const parts = {
    text,
    references: references as unknown as readonly ContentReference[],
    ...(metadata !== undefined && { metadata }),
    ...(ruleSet !== undefined && { ruleSet }),
  } as ContentParts;
  const content = contentFrom(parts);
  if (content.digest !== digest) throw new BadLine("is another content than its digest says");
  return content;
}

function contentFrom(parts: ContentParts): Content {
  try {
    return contentOf(parts);
  } catch {
    throw new BadLine("has a text that is not JSON");
  }
}

export function readChange(value: Json): LoggedChange {
  if (!isObject(value)) throw new BadLine("is no change");
  const { sequence, at, origin, change, hash } = value;
  const isEntry = isCount(sequence) && typeof at === "string" && typeof hash === "string";
  if (!isEntry || origin === undefined || !isObject(origin) || change === undefined || !isObject(change))
    throw new BadLine("is no change");
  if (typeof origin.actor !== "string") throw new BadLine("does not say who made the change");
  const trouble = troubleWithChange(change);
  if (trouble !== undefined) throw new BadLine(trouble);
  return { sequence, at, origin, change, hash } as unknown as LoggedChange;
}

function isReference(value: Json): boolean {
  if (!isObject(value)) return false;
  return typeof value.name === "string" && typeof value.subject === "string" && isCount(value.version);
}

function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
