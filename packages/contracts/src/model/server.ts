import type { JsonObject } from "@concordat/json";
import type { Described } from "./described.ts";

export type ModelServer = Described & {
  readonly name: string;
  /** May hold variables: `{region}.broker.example:9092`. */
  readonly host: string;
  readonly pathname?: string;
  readonly protocol: string;
  readonly protocolVersion?: string;
  /** By name, as written. */
  readonly variables: JsonObject;
  /** Schemes of which each is enough, as written, references followed; absent where the document asks for none. */
  readonly security?: readonly JsonObject[];
};
