import type { Json } from "@concordat/json";
import { type Received, readJson } from "./read-json.ts";

/** One version of a contract, as it was written. */
export type ContractDocument = {
  readonly value: Json;
  /** Byte for byte what was registered, but for a byte order mark. */
  readonly text: string;
};

export function readContractDocument(received: Received): ContractDocument {
  return { value: readJson(received), text: new TextDecoder().decode(received.body) };
}
