import type { Catalogue, Contract } from "@concordat/contracts";

/** Contracts of the same domain, those that share most of the folder first; an unlike one says little about the path. */
export function neighboursOf(path: string, { contracts }: Catalogue): readonly Contract[] {
  const segments = path.split("/");
  return contracts
    .map((contract) => ({ contract, shared: sharedWords(segments, contract.path.split("/")) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .map(({ contract }) => contract);
}

function sharedWords(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((word, index) => word !== b[index]);
  return different === -1 ? a.length : different;
}
