import type { ContractRecord, ContractVersion } from "./contract.ts";

/** A version as plain data, without the text it was read from. */
export function toContractRecord({ source: _source, ...record }: ContractVersion): ContractRecord {
  return record;
}
