import { isObject, type JsonDocument } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import { dialectOf } from "@concordat/schema";
import { type ContractError, contractErrors } from "../errors.ts";
import { formatContractUri } from "../ids/addresses.ts";
import { formatContractId } from "../ids/contract-id.ts";
import { formatVersion } from "../ids/version.ts";
import { formatVersionedId, type VersionedId } from "../ids/versioned-id.ts";
import type { ContractVersion } from "./contract.ts";
import { readMetadata } from "./metadata.ts";

export type ContractPlace = { readonly id: VersionedId; readonly file: string; readonly base: string };

/** A parsed document as a version of a contract, or why it is none. */
export function toContractVersion(
  source: JsonDocument,
  { id, file, base }: ContractPlace,
  isFrozen: (id: string) => boolean,
): ContractVersion | ContractError {
  const document = source.value;
  if (typeof document === "boolean") return contractErrors.SCHEMA_BOOLEAN_TOP({ file, found: document });
  if (!isObject(document)) return contractErrors.SCHEMA_NOT_OBJECT({ file, found: nameOf(document) });
  const formatted = formatVersionedId(id);
  const named = document.$schema;
  return {
    id: formatted,
    contract: formatContractId(id),
    version: formatVersion(id.version),
    ...readMetadata(document),
    uri: formatContractUri(id, base),
    dialect: (typeof named === "string" ? dialectOf(named) : undefined) ?? "2020-12",
    file,
    frozen: isFrozen(formatted),
    digest: digestOf(document),
    document,
    source,
  };
}

function nameOf(value: Exclude<JsonDocument["value"], boolean>): string {
  if (value === null) return "null";
  return typeof value === "object" ? "an array" : `a ${typeof value}`;
}
