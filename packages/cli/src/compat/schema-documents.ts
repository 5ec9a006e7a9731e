import { globSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isArray, isObject, type Json, type JsonDocument } from "@concordat/json";
import { cliErrors } from "../errors.ts";
import { readInputFile, requireFolder } from "../files.ts";
import { parseSchema } from "./parse-schema.ts";
import type { ProjectAtHand } from "./project-at-hand.ts";

/** What paths are relative to; nobody else's addresses begin like this, and nobody fetches them. */
export const pathBase = "https://documents.invalid/";

/** A document that references may lead to. */
export type SchemaDocument = { readonly file: string; readonly source: JsonDocument };

/** By absolute URI. */
export type SchemaDocuments = ReadonlyMap<string, SchemaDocument>;

/**
 * Every JSON file below a folder: under its identifier where it has one, else under its path, which is what a relative
 * reference of a schema without identifier means.
 *
 * @throws {CliError} DOCUMENT_TWICE, and whatever is wrong with a file
 */
export function documentsBelow(folder: string, cwd: string): SchemaDocuments {
  const root = requireFolder(folder, cwd);
  const found = new Map<string, SchemaDocument>();
  for (const name of globSync("**/*.json", { cwd: root }).sort()) {
    const file = join(folder, name).replaceAll(sep, "/");
    const source = parseSchema(file, readInputFile(file, cwd));
    const uri = identifierOf(source.value) ?? uriOfPath(relative(root, join(root, name)));
    const first = found.get(uri);
    if (first !== undefined) throw cliErrors.DOCUMENT_TWICE({ uri, first: first.file, second: file });
    found.set(uri, { file, source });
  }
  return found;
}

/** The contracts of the project, by their `$id`. */
export function documentsOfCatalogue(at: ProjectAtHand): SchemaDocuments {
  const { project, read } = at.open();
  return new Map(
    read.catalogue.versions.map(({ uri, file, source }) => [uri, { file: project.shown(file), source }]),
  );
}

/** An absolute `$id`, or `id` as draft-04 has it, without its empty fragment. */
export function identifierOf(schema: Json): string | undefined {
  if (!isObject(schema)) return undefined;
  const id = schema.$id ?? schema.id;
  const url = typeof id === "string" ? URL.parse(id) : null;
  if (url === null) return undefined;
  url.hash = "";
  return url.href;
}

/** Whether a reference leads out of the document: only then is anything else read. A reference in data counts too. */
export function refersOutside(value: Json): boolean {
  if (isArray(value)) return value.some(refersOutside);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, member]) =>
    isReference(name) && typeof member === "string" ? !member.startsWith("#") : refersOutside(member),
  );
}

function isReference(name: string): boolean {
  return name === "$ref" || name === "$dynamicRef" || name === "$recursiveRef";
}

function uriOfPath(path: string): string {
  return new URL(path.split(sep).map(encodeURIComponent).join("/"), pathBase).href;
}
