import { placedFindings } from "@concordat/asyncapi";
import type { Catalogue, CatalogueModel } from "@concordat/contracts";
import { type TopologyReading, topologyOf } from "@concordat/contracts/topology";
import type { Project } from "../project/open-project.ts";

/** What the document says that brokers have to have; what is wrong with it, with its lines. */
export function readTopology(
  model: CatalogueModel,
  { root, config }: Project,
  catalogue: Catalogue,
): TopologyReading {
  const reading = topologyOf(model, config.asyncapi);
  return { ...reading, findings: placedFindings(reading.findings, { root, ...config }, catalogue) };
}
