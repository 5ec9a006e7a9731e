import type { ContractVersion } from "@concordat/contracts";
import { readProjectCatalogue } from "@concordat/contracts/files";
import { writerView } from "@concordat/schema";
import { createValidator, type Validate } from "@concordat/validator";
import { root } from "../../scripts/workspaces.ts";

/** The catalogue of this repository, read once for all tests of a file. */
export const { catalogue, findings, lock } = readProjectCatalogue(root, {
  schemas: "schemas",
  base: "https://schemas.concordat.example/",
});

const documents = new Map(catalogue.versions.map(({ uri, document }) => [uri, document]));

export function reader({ document }: ContractVersion): Validate {
  return createValidator(document, { documents });
}

export function writer({ uri }: ContractVersion): Validate {
  return createValidator(writerView(uri, catalogue.graph()).schema, { documents });
}

/** The version that a test speaks of; a missing one fails the test with its name. */
export function version(id: string): ContractVersion {
  const found = catalogue.byId(id);
  if (found === undefined) throw new Error(`the catalogue holds no ${id}`);
  return found;
}

export function examplesOf({ document }: ContractVersion): readonly Readonly<Record<string, unknown>>[] {
  return document.examples as unknown as readonly Readonly<Record<string, unknown>>[];
}
