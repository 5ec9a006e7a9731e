import { type Catalogue, type CatalogueModel, modelVersion, toContractRecord } from "@concordat/contracts";

/** The model of a project without an AsyncAPI document: contracts, and nobody who sends or receives them. */
export function modelOfCatalogue(catalogue: Catalogue, title: string): CatalogueModel {
  return {
    modelVersion,
    info: { title, version: "0.0.0", asyncapi: "", tags: [] },
    base: catalogue.base,
    contracts: catalogue.versions.map(toContractRecord),
    servers: [],
    channels: [],
    operations: [],
    messages: [],
  };
}
