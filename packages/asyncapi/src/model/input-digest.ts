import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lockFileName, modelVersion } from "@concordat/contracts";
import { listContractFiles } from "@concordat/contracts/files";
import { digestOf, digestOfBytes } from "@concordat/json/digest";
import type { Project } from "./project.ts";

/** Raised when the same files give another model than before. */
const readerVersion = 1;

/**
 * Of everything that a model depends on: settings, contracts, the lock, the AsyncAPI document and the files it refers
 * to, byte by byte, and this reader. Which files those are depends on their own contents only, so the list of the last
 * reading is enough.
 */
export function inputDigest({ root, schemas, base, asyncapi }: Project, files: readonly string[]): string {
  const contracts = listContractFiles(join(root, schemas), schemas).files.map(({ file }) => file);
  const all = [...new Set([...contracts, `${schemas}/${lockFileName}`, asyncapi, ...files])].sort();
  return digestOf({
    reader: `${modelVersion}.${readerVersion}`,
    settings: { schemas, base, asyncapi },
    files: Object.fromEntries(all.map((file) => [file, digestOfFile(join(root, file))])),
  });
}

/** A file that is not there is one more thing the model depends on. */
function digestOfFile(path: string): string | null {
  try {
    return digestOfBytes(readFileSync(path));
  } catch {
    return null;
  }
}
