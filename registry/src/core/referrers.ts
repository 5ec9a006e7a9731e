import type { Catalogue, ContractVersion } from "@concordat/contracts";

/** The versions whose documents refer to this one, in the order of the catalogue. */
export function referrersOf({ uri }: ContractVersion, catalogue: Catalogue): readonly ContractVersion[] {
  const documents = catalogue
    .graph()
    .references.filter(({ at, target }) => target?.document === uri && at.document !== uri)
    .map(({ at }) => at.document);
  return [...new Set(documents)].flatMap((document) => catalogue.byUri(document) ?? []);
}
