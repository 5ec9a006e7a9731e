import type { Json } from "@concordat/json";
import type { Described } from "./described.ts";

export type ModelChannel = Described & {
  /** Unique. In 2.x, where channels have an address only, the address. */
  readonly name: string;
  /** Topic, subject, stream or path; `null` where it is known at run time only. */
  readonly address: string | null;
  /** In the order of the address. */
  readonly parameters: readonly ModelParameter[];
  /** Names of the servers it is on; all servers where the document names none. */
  readonly servers: readonly string[];
  /** Names of messages. */
  readonly messages: readonly string[];
};

export type ModelParameter = {
  readonly name: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: string;
  readonly examples?: readonly string[];
  /** Runtime expression that finds the value in a message. */
  readonly location?: string;
  /** 2.x only, where a parameter has a schema and not a list of words. */
  readonly schema?: Json;
};
