import type { Catalogue, ContractVersion } from "@concordat/contracts";
import type { SchemaGraph } from "@concordat/schema";

/** The contract and all that its references lead to, directly or not. */
export type Reach = (contract: ContractVersion) => readonly ContractVersion[];

/** References are sorted once; a catalogue asks for every contract, often more than once. */
export function createReach(catalogue: Catalogue, graph: SchemaGraph): Reach {
  const targets = new Map<string, Set<string>>();
  for (const { at, target } of graph.references)
    if (target !== undefined)
      targets.set(at.document, (targets.get(at.document) ?? new Set()).add(target.document));
  return ({ uri }) => {
    const documents = new Set([uri]);
    for (const document of documents) for (const target of targets.get(document) ?? []) documents.add(target);
    return [...documents].flatMap((document) => catalogue.byUri(document) ?? []);
  };
}
