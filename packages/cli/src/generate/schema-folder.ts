import { readdirSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { isFinding, parseFile } from "@concordat/contracts/files";
import { compareFindings, type Finding } from "@concordat/errors";
import { judgeSchema } from "@concordat/gate";
import { type GenerationInput, inputFromSchemas } from "@concordat/gen-core";
import { manifestName } from "@concordat/gen-core/files";
import type { JsonDocument } from "@concordat/json";
import { createSchemaGraph, isSchema } from "@concordat/schema";
import { cliErrors } from "../errors.ts";
import { readInputFile } from "../files.ts";
import { refuse } from "../project/placed-error.ts";

/** Larger than any schema that a person wrote, smaller than what would take long to read. */
const maxBytes = 16 * 2 ** 20;

/**
 * A folder of JSON Schemas of no project, ready for generators. JSON that is no schema is passed over.
 *
 * @throws everything that is wrong with the files, each with its place
 */
export function readSchemaFolder(folder: string, shown: (file: string) => string): GenerationInput {
  const documents = new Map<string, JsonDocument>();
  const broken: Finding[] = [];
  for (const path of filesBelow(folder)) {
    const file = relative(folder, path).replaceAll("\\", "/");
    const document = parseFile(readInputFile(file, folder), file, { maxBytes });
    if (isFinding(document)) broken.push(document);
    else if (isSchema(document.value)) documents.set(file, document);
  }
  if (broken.length > 0) refuse(broken, shown);
  if (documents.size === 0)
    throw cliErrors.USAGE_FLAG_VALUE({
      verb: "generate",
      flag: "--from",
      problem: `names ${shown("")}, which holds no *.json with a schema`,
    });
  const schemas = new Map([...documents].map(([file, { value }]) => [keyOf(file), value]));
  const input = inputFromSchemas({ title: basename(folder), schemas });
  requireDistinct(input, shown);
  const wrong = findingsIn(input, documents);
  if (wrong.length > 0) refuse(wrong, shown);
  return input;
}

/** References that lead nowhere, and what the meta-schemas refuse. */
function findingsIn(
  input: GenerationInput,
  documents: ReadonlyMap<string, JsonDocument>,
): readonly Finding[] {
  const fileOf = new Map(input.schemas.map(({ key, uri }) => [uri, `${key}.json`]));
  const { findings } = createSchemaGraph(input.documents);
  const judged = input.schemas.flatMap(({ uri, dialect }) =>
    judgeSchema(input.documents.get(uri) ?? true, dialect).map((fault) => ({ ...fault, document: uri })),
  );
  return [...findings, ...judged]
    .map(({ code, message, hint, pointer, document }): Finding => {
      const file = fileOf.get(document) ?? document;
      const range = documents.get(file)?.locate(pointer)?.value;
      return {
        rule: "schema",
        code,
        severity: "error",
        message,
        hint,
        at: { file, pointer, ...(range && { range }) },
      };
    })
    .sort(compareFindings);
}

/** Of two schemas under one address one would be generated twice, and the other not at all. */
function requireDistinct({ schemas }: GenerationInput, shown: (file: string) => string): void {
  const known = new Map<string, string>();
  for (const { key, uri } of schemas) {
    const [first, second] = [known.get(uri), shown(`${key}.json`)];
    if (first !== undefined) throw cliErrors.DOCUMENT_TWICE({ uri, first, second });
    known.set(uri, second);
  }
}

function keyOf(file: string): string {
  return file.slice(0, -extname(file).length);
}

/** But for what was generated: an output folder may lie among the schemas. */
function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === manifestName)) return [];
  return entries
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() && entry.name.endsWith(".json") ? [path] : [];
    });
}
