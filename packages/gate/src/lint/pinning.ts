import type { ContractVersion } from "@concordat/contracts";
import { valueAt } from "@concordat/json";
import type { World } from "./world.ts";

/** Does the reference at the pointer mean another document of the catalogue's base, and leave its version open? */
export function isUnpinned(contract: ContractVersion, pointer: string, world: World): boolean {
  const reference = valueAt(contract.document, pointer);
  const uri = typeof reference === "string" ? URL.parse(reference, contract.uri) : null;
  if (uri === null || uri.origin !== new URL(contract.uri).origin) return false;
  uri.hash = "";
  return !/\/\d+\.\d+\.\d+\.json$/.test(uri.pathname) && !isEmbedded(uri.href, contract, world);
}

/** Schemas inside the document may have identifiers of their own, which need no version. */
function isEmbedded(uri: string, contract: ContractVersion, world: World): boolean {
  return world.schemasOf(contract).some(({ identity }) => identity.uri === uri);
}
