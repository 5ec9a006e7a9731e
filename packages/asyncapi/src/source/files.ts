import type { Catalogue, ContractVersion } from "@concordat/contracts";
import { isFinding, reasonOf } from "@concordat/contracts/files";
import type { Finding, FindingPlace } from "@concordat/errors";
import type { JsonDocument } from "@concordat/json";
import type { SourceNode } from "./node.ts";
import { parseText } from "./parse-text.ts";

/** The files of a project, each read once. Contracts were read before, with the catalogue. */
export type ProjectFiles = {
  /** Files that were read besides contracts, in the order of reading. Grows. */
  readonly read: ReadonlyMap<string, JsonDocument>;
  /** What was wrong with the texts of files that could be opened. Grows. */
  readonly findings: readonly Finding[];
  /** The document of a file, or why it cannot be opened; `undefined` where its text is broken. */
  open(file: string): JsonDocument | Unopened | undefined;
  contractOf(node: Pick<SourceNode, "file">): ContractVersion | undefined;
  /** The place for a person; where the pointer leads nowhere, the nearest above. */
  placeOf(node: Pick<SourceNode, "file" | "pointer">): FindingPlace;
};

export type Unopened = { readonly reason: string };

/** The bytes of a file by its path from the project's root; throws as `readFileSync` does where there are none. */
export type ReadBytes = (file: string) => Uint8Array;

export function createProjectFiles(readBytes: ReadBytes, catalogue: Catalogue): ProjectFiles {
  const contracts = new Map(catalogue.versions.map((version) => [version.file, version]));
  const read = new Map<string, JsonDocument>();
  const failed = new Map<string, Unopened | undefined>();
  const findings: Finding[] = [];

  const load = (file: string): JsonDocument | Unopened | undefined => {
    const document = readText(readBytes, file);
    if (isFinding(document)) findings.push(document);
    else if (!("reason" in document)) {
      read.set(file, document);
      return document;
    }
    const trouble = "reason" in document ? document : undefined;
    failed.set(file, trouble);
    return trouble;
  };

  const known = (file: string) => read.get(file) ?? contracts.get(file)?.source;

  return {
    read,
    findings,
    open: (file) => known(file) ?? (failed.has(file) ? failed.get(file) : load(file)),
    contractOf: ({ file }) => contracts.get(file),
    placeOf: ({ file, pointer }) => {
      const document = known(file);
      for (let at = pointer; document !== undefined; at = at.slice(0, at.lastIndexOf("/"))) {
        const range = document.locate(at)?.value;
        if (range !== undefined) return { file, pointer, range };
        if (at === "") break;
      }
      return { file, pointer };
    },
  };
}

function readText(readBytes: ReadBytes, file: string): JsonDocument | Finding | Unopened {
  try {
    return parseText(readBytes(file), file);
  } catch (cause) {
    return { reason: reasonOf(cause) };
  }
}
