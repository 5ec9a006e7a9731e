import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "@concordat/contracts";
import { type ConcordatError, type Finding, findingOf, isConcordatError } from "@concordat/errors";
import { isObject, type JsonDocument, valueAt } from "@concordat/json";
import { schemaErrors } from "@concordat/schema";
import { asyncapiErrors } from "../errors.ts";
import { createProjectFiles, type ProjectFiles, type ReadBytes } from "./files.ts";
import { keyOf, type SourceNode } from "./node.ts";
import { documentRule } from "./parse-text.ts";
import { type FoundReference, referencesIn } from "./references.ts";
import { decode, resolveTarget } from "./target.ts";

/** The AsyncAPI document and every file it refers to, read and tied together. */
export type World = Pick<ProjectFiles, "contractOf" | "placeOf"> & {
  /** The document's root; absent when it could not be read. */
  readonly main?: SourceNode;
  /** Files that were read besides contracts, the document itself among them. */
  readonly files: ReadonlyMap<string, JsonDocument>;
  /** What could not be read or followed, each with its place. */
  readonly findings: readonly Finding[];
  /** The nodes passed on the way along `$ref`, the last being what is meant; where it leads nowhere, the last there is. */
  follow(node: SourceNode): readonly [SourceNode, ...SourceNode[]];
  /** Where a reference in this node leads. `resource`: the schema with an `$id` around it, by its pointer. */
  target(ref: string, from: SourceNode, resource?: string): SourceNode | undefined;
};

export type WorldOptions = {
  /** Path of the AsyncAPI document from the root. */
  readonly asyncapi: string;
  readonly catalogue: Catalogue;
} & (
  | { readonly root: string; readonly readBytes?: undefined }
  /** Files of another commit lie in no folder. */
  | { readonly root?: undefined; readonly readBytes: ReadBytes }
);

/** Reads the document, then file by file what it refers to. Contracts are not looked into: their references are lint's. */
export function readWorld({ asyncapi, catalogue, root, readBytes }: WorldOptions): World {
  const files = createProjectFiles(readBytes ?? ((file) => readFileSync(join(root, file))), catalogue);
  const findings: Finding[] = [];
  const report = (error: ConcordatError, place: Pick<SourceNode, "file" | "pointer">) =>
    findings.push(findingOf(error, { rule: documentRule, at: files.placeOf(place) }));

  const resolve = (reference: FoundReference, file: string): SourceNode | ConcordatError | undefined => {
    const { text: ref, pointer, resource } = reference;
    const at = `${file}#${pointer}/$ref`;
    const unresolved = (reason: string) => schemaErrors.SCHEMA_REF_UNRESOLVED({ at, ref, reason });
    const target = resolveTarget(ref, { file, root, at, fileOfUri: (uri) => catalogue.byUri(uri)?.file });
    if (isConcordatError(target)) return target;
    // An anchor is a matter of JSON Schema, which is asked later.
    if (target.fragment !== "" && !target.fragment.startsWith("/")) return undefined;
    const fragment = decode(target.fragment);
    if (fragment === undefined) return unresolved("its percent-encoding is broken");
    const document = files.open(target.file);
    if (document === undefined) return undefined;
    if ("reason" in document) return unresolved(document.reason);
    const isOwn = target.file === file && resource !== "";
    for (const candidate of isOwn ? [resource + fragment, fragment] : [fragment]) {
      const value = valueAt(document.value, candidate);
      if (value !== undefined) return { value, file: target.file, pointer: candidate };
    }
    return unresolved("nothing stands there");
  };

  const document = files.open(asyncapi);
  if (document !== undefined && "reason" in document)
    report(asyncapiErrors.ASYNCAPI_UNREADABLE({ file: asyncapi, reason: document.reason }), {
      file: asyncapi,
      pointer: "",
    });
  // A map hands out what is added while it is walked, so this goes on until no file is new.
  for (const [file, { value }] of files.read)
    for (const reference of referencesIn(value)) {
      const resolved = resolve(reference, file);
      if (isConcordatError(resolved)) report(resolved, { file, pointer: `${reference.pointer}/$ref` });
    }

  const target = (ref: string, from: SourceNode, resource = ""): SourceNode | undefined => {
    const found = resolve({ text: ref, pointer: from.pointer, resource }, from.file);
    return isConcordatError(found) ? undefined : found;
  };

  const next = (node: SourceNode): SourceNode | undefined => {
    const ref = isObject(node.value) && files.contractOf(node) === undefined ? node.value.$ref : undefined;
    return typeof ref === "string" ? target(ref, node) : undefined;
  };

  const main = files.read.get(asyncapi);
  return {
    ...(main && { main: { value: main.value, file: asyncapi, pointer: "" } }),
    files: files.read,
    get findings() {
      return [...files.findings, ...findings];
    },
    target,
    placeOf: files.placeOf,
    contractOf: files.contractOf,
    follow: (start) => {
      const passed: [SourceNode, ...SourceNode[]] = [start];
      const seen = new Set([keyOf(start)]);
      for (let node = next(start); node !== undefined; node = next(node)) {
        if (seen.has(keyOf(node))) {
          report(asyncapiErrors.ASYNCAPI_REF_LOOP({ ref: keyOf(start) }), start);
          return [start];
        }
        seen.add(keyOf(node));
        passed.push(node);
      }
      return passed;
    },
  };
}
