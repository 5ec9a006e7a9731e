import type { JsonDocument, JsonObject } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

export const contractKinds = ["event", "request", "response", "envelope", "fragment", "config"] as const;

/** What a schema describes. A fragment is a part that others `$ref`. */
export type ContractKind = (typeof contractKinds)[number];

export const priorities = ["critical", "high", "normal", "low"] as const;

export type Priority = (typeof priorities)[number];

/** What a contract document says about itself beside the schema. Absent means not said, or not in a form we know. */
export type ContractMetadata = {
  readonly kind?: ContractKind;
  /** The CloudEvents type, events only. */
  readonly type?: string;
  /** Sentence case, and its words are the words of the SDK names. */
  readonly title?: string;
  readonly description?: string;
  readonly owner?: string;
  /** JSON Pointer of the partition key in the data. */
  readonly key?: string;
  readonly priority?: Priority;
  readonly deprecated: boolean;
  /** The day, `2027-06-30`, from which publishers may stop sending it. */
  readonly sunset?: string;
};

/** A version as plain data: what the generated model holds of it. */
export type ContractRecord = ContractMetadata & {
  /** `commerce/order/placed/1.2.0` */
  readonly id: string;
  /** `commerce/order/placed` */
  readonly contract: string;
  /** `1.2.0` */
  readonly version: string;
  /** The `$id` that its place demands; what its document really says is for lint to compare. */
  readonly uri: string;
  /** The dialect that `$schema` names, 2020-12 where it names none that we know. */
  readonly dialect: Dialect;
  /** From the project's root, forward slashes. */
  readonly file: string;
  /** Listed in the lock. */
  readonly frozen: boolean;
  /** Of the document's canonical form; formatting does not change it. */
  readonly digest: string;
  readonly document: JsonObject;
};

/** A version as it was read: with the text, so that every judgement can point at its place. */
export type ContractVersion = ContractRecord & { readonly source: JsonDocument };

export type Contract = {
  readonly path: string;
  /** Oldest first, never empty. */
  readonly versions: readonly ContractVersion[];
  readonly latest: ContractVersion;
};
