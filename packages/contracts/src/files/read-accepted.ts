import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findingOf } from "@concordat/errors";
import { acceptedFileName } from "../accepted/accepted.ts";
import { type AcceptedReading, parseAccepted } from "../accepted/parse-accepted.ts";
import { contractErrors } from "../errors.ts";
import { isFinding, parseFile } from "./read-text.ts";
import { reasonOf } from "./write-atomically.ts";

/** The accepted breaks of a project; where there is no file, nothing was accepted. Nothing is thrown over its contents. */
export function readAccepted(root: string): AcceptedReading {
  const file = acceptedFileName;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(root, file));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return { accepted: [], findings: [] };
    const error = contractErrors.CONFIG_UNREADABLE({ file, reason: reasonOf(cause) });
    return { findings: [findingOf(error, { rule: "project-accepted", at: { file } })] };
  }
  const document = parseFile(bytes, file, { maxBytes: 2 ** 24 });
  return isFinding(document) ? { findings: [document] } : parseAccepted(document, file);
}
