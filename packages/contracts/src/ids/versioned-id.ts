import { type ContractError, contractErrors } from "../errors.ts";
import { type ContractId, checkContractId, formatContractId } from "./contract-id.ts";
import { formatVersion, parseVersion, type Version } from "./version.ts";

/** `commerce/order/placed/1.2.0`: the folder, the file and the tail of the `$id` in one word. */
export type VersionedId = ContractId & { readonly version: Version };

export function parseVersionedId(text: string): VersionedId | undefined {
  const [contract, version] = split(text);
  const parsed = parseVersion(version);
  if (parsed === undefined || checkContractId(contract) !== undefined) return undefined;
  return { segments: contract.split("/"), version: parsed };
}

export function formatVersionedId({ segments, version }: VersionedId): string {
  return `${formatContractId({ segments })}/${formatVersion(version)}`;
}

/** Why the text names no version of a contract; `undefined` when it does. */
export function checkVersionedId(text: string): ContractError | undefined {
  const [contract, version] = split(text);
  const trouble = checkContractId(contract);
  if (trouble !== undefined || parseVersion(version) !== undefined) return trouble;
  return contractErrors.VERSION_INVALID({ version });
}

/** The last word is the version; where there is only one word, the contract is missing. */
function split(text: string): readonly [contract: string, version: string] {
  const slash = text.lastIndexOf("/");
  return [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
}
