import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { SchemaGraph } from "@concordat/schema";

/** The contract and all that its references lead to, directly or not. */
export function reachableFrom(
  { uri }: ContractVersion,
  catalogue: Catalogue,
  graph: SchemaGraph,
): readonly ContractVersion[] {
  const documents = new Set([uri]);
  for (const document of documents)
    for (const { at, target } of graph.references)
      if (at.document === document && target !== undefined) documents.add(target.document);
  return [...documents].flatMap((document) => catalogue.byUri(document) ?? []);
}
