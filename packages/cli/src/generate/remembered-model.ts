import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalogue, type CatalogueModel, toContractRecord } from "@concordat/contracts";
import type { AsyncapiReading } from "../lint/read-asyncapi.ts";

type Remembered = {
  readonly model: CatalogueModel;
  readonly contracts: string;
  readonly texts: ReadonlyMap<string, Buffer | undefined>;
};

/**
 * Reads the document of a project again only when it, or a file that it refers to, or the list of contracts, has changed: what it says
 * does not depend on what stands inside of a contract, and reading YAML takes longer than everything that one edit leads to.
 */
export function rememberingModel(root: string, readAnew: (catalogue: Catalogue) => AsyncapiReading) {
  let last: Remembered | undefined;
  return (catalogue: Catalogue): CatalogueModel | undefined => {
    const contracts = catalogue.versions.map(({ id, uri, type }) => `${id} ${uri} ${type}`).join("\n");
    if (
      last?.contracts === contracts &&
      [...last.texts].every(([file, text]) => isSame(text, textAt(root, file)))
    )
      return { ...last.model, contracts: catalogue.versions.map(toContractRecord) };
    const { model, files } = readAnew(catalogue);
    last = model && { model, contracts, texts: new Map(files.map((file) => [file, textAt(root, file)])) };
    return model;
  };
}

function textAt(root: string, file: string): Buffer | undefined {
  try {
    return readFileSync(join(root, file));
  } catch {
    return undefined;
  }
}

function isSame(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}
