import { type JsonObject, parseJsonDocument } from "@concordat/json";
import { ContractError, contractErrors } from "../errors.ts";
import { checkVersionedId, parseVersionedId } from "../ids/versioned-id.ts";
import type { Lock } from "../lock/lock.ts";
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import type { ContractVersion } from "./contract.ts";
import { toContractVersion } from "./contract-version.ts";

/** A version as a registry hands it out. */
export type CatalogueDocument = {
  /** `commerce/order/placed/1.2.0` */
  readonly id: string;
  readonly frozen: boolean;
  readonly document: JsonObject;
};

/**
 * A catalogue out of documents that lie in no files; each is called `<id>.json` where a file is named. What is frozen
 * among them is the lock.
 *
 * @throws {ContractError} where an id or a document is none of a contract
 */
export function catalogueOfDocuments(
  base: string,
  documents: readonly CatalogueDocument[],
): { readonly catalogue: Catalogue; readonly lock: Lock } {
  const versions = documents.map((each) => versionOf(each, base));
  const frozen = versions.filter((version) => version.frozen);
  return {
    catalogue: createCatalogue(base, versions),
    lock: { contracts: new Map(frozen.map(({ id, digest }) => [id, digest])) },
  };
}

function versionOf({ id: text, frozen, document }: CatalogueDocument, base: string): ContractVersion {
  const id = parseVersionedId(text);
  if (id === undefined) throw checkVersionedId(text) ?? contractErrors.VERSION_INVALID({ version: text });
  const source = parseJsonDocument(`${JSON.stringify(document, null, 2)}\n`, { maxDepth: 256 });
  const version = toContractVersion(source, { id, file: `${text}.json`, base }, () => frozen);
  if (version instanceof ContractError) throw version;
  return version;
}
