import type { OperationEntry } from "@concordat/gen-core";
import type { SdkEvent } from "./contracts.ts";
import type { Entry } from "./settings.ts";

/** What the files of one entry are made of. */
export type EntryFacts = {
  readonly entry: Entry;
  /** By the names of their constructors. */
  readonly events: readonly SdkEvent[];
  readonly operations: readonly OperationEntry[];
  readonly command: string;
  readonly ending: string;
};
