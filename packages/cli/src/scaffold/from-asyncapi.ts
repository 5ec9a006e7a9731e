import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type ExtractedContract, extractSchemas } from "@concordat/asyncapi";
import { referToContracts } from "@concordat/asyncapi/edit";
import { configFileName } from "@concordat/contracts";
import type { Finding } from "@concordat/errors";
import { refuse } from "../project/placed-error.ts";
import { configText } from "./starter.ts";

export type FromOptions = {
  /** The AsyncAPI document, absolute. */
  readonly document: string;
  /** The folder of the catalogue to be, absolute. */
  readonly folder: string;
  readonly base: string;
  /** A file beside the document as the reader would type it. */
  shown(file: string): string;
};

export type FromAsyncapi = {
  readonly files: ReadonlyMap<string, string>;
  readonly contracts: readonly ExtractedContract[];
  /** What was not taken over as it is, by the place in the document. */
  readonly findings: readonly Finding[];
};

/**
 * The files of a catalogue out of an AsyncAPI document. The document itself stays as it is: the catalogue gets a copy
 * whose messages name the contracts, under another name where both would have the same.
 *
 * @throws what the document's own errors say, when no contract can be made of it
 */
export async function fromAsyncapi({ document, folder, base, shown }: FromOptions): Promise<FromAsyncapi> {
  const name = basename(document);
  const { contracts, findings } = await extractSchemas({ root: dirname(document), asyncapi: name, base });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (contracts.length === 0 && errors.length > 0) refuse(errors, shown);
  const asyncapi =
    document === resolve(folder, "asyncapi.yaml") ? "contracts.asyncapi.yaml" : "asyncapi.yaml";
  const replacements = contracts.flatMap((contract) =>
    contract.from.file === name && contract.from.pointer !== undefined
      ? [{ pointer: contract.from.pointer, file: `./${fileOf(contract)}` }]
      : [],
  );
  const settings = { base, ...(asyncapi !== "asyncapi.yaml" && { asyncapi }) };
  return {
    files: new Map([
      ...contracts.map((contract) => [fileOf(contract), textOf(contract)] as const),
      [asyncapi, referToContracts(readFileSync(document, "utf8"), replacements)],
      [configFileName, configText(settings)],
    ]),
    contracts,
    findings,
  };
}

function fileOf({ path, version }: ExtractedContract): string {
  return `schemas/${path}/${version}.json`;
}

function textOf({ document }: ExtractedContract): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
