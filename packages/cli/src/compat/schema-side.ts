import { buffer } from "node:stream/consumers";
import { type ContractVersion, compatibilityOf, contractErrors } from "@concordat/contracts";
import { isArray, isObject, type JsonDocument } from "@concordat/json";
import { isFile, readInputFile } from "../files.ts";
import type { Io } from "../io.ts";
import { lookUp, requireVersion } from "../project/find-version.ts";
import { placedError } from "../project/placed-error.ts";
import { parseSchema } from "./parse-schema.ts";
import type { ProjectAtHand } from "./project-at-hand.ts";

/** One of the two schemas that are compared, as it was named and read. */
export type SchemaSide = {
  /** As compilers call it: the file as typed, `<stdin>`, or the contract's id. */
  readonly name: string;
  /** What findings point at. */
  readonly file: string;
  readonly source: JsonDocument;
  /** Of a contract. */
  readonly contract?: string;
  /** How its writers behave by the project's settings, for a contract. */
  readonly writer?: "closed" | "as-written";
};

/**
 * Reads what a word names: standard input, a file, or a contract of the project.
 *
 * @throws {CliError | ContractError} with the code and the place, when it is no JSON or no schema
 */
export async function readSide(word: string, project: ProjectAtHand, io: Io): Promise<SchemaSide> {
  if (word === "-") return fileSide("<stdin>", await buffer(io.stdin()));
  if (!isFile(word, io.cwd) && project.exists() && meansContract(word, project, io))
    return contractSide(word, project, io);
  return fileSide(word, readInputFile(word, io.cwd));
}

/** A name that ends like a file's is a contract only where there is one: its `$id`, say. Others are one, if mistyped. */
function meansContract(word: string, project: ProjectAtHand, { cwd }: Io): boolean {
  if (!/\.json$/i.test(word)) return true;
  const { project: opened, read } = project.open();
  return lookUp(read.catalogue, word, { cwd, root: opened.root }) !== undefined;
}

function contractSide(word: string, project: ProjectAtHand, { cwd }: Io): SchemaSide {
  const { project: opened, read } = project.open();
  const version: ContractVersion = requireVersion(word, read, opened, cwd);
  return {
    name: version.id,
    file: opened.shown(version.file),
    source: version.source,
    contract: version.id,
    writer: compatibilityOf(opened.config, version.contract).writer,
  };
}

function fileSide(file: string, bytes: Uint8Array): SchemaSide {
  const source = parseSchema(file, bytes);
  const { value } = source;
  if (isObject(value) || typeof value === "boolean") return { name: file, file, source };
  const found = value === null ? "null" : isArray(value) ? "an array" : `a ${typeof value}`;
  const start = source.locate("")?.value.start ?? { line: 1, column: 1, offset: 0 };
  throw placedError(contractErrors.SCHEMA_NOT_OBJECT({ file, found }), {
    file,
    range: { start, end: start },
  });
}
