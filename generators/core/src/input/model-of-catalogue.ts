import {
  type Catalogue,
  type CatalogueModel,
  type ContractRecord,
  type ContractVersion,
  modelVersion,
} from "@concordat/contracts";

/** The model of a project without an AsyncAPI document: contracts, and nobody who sends or receives them. */
export function modelOfCatalogue(catalogue: Catalogue, title: string): CatalogueModel {
  return {
    modelVersion,
    info: { title, version: "0.0.0", asyncapi: "", tags: [] },
    base: catalogue.base,
    contracts: catalogue.versions.map(asRecord),
    servers: [],
    channels: [],
    operations: [],
    messages: [],
  };
}

function asRecord({ source: _source, ...record }: ContractVersion): ContractRecord {
  return record;
}
