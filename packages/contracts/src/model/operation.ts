import type { JsonObject } from "@concordat/json";
import type { Described } from "./described.ts";

/**
 * What the application of the document does: it sends, or it receives.
 *
 * AsyncAPI 2.x says this from the other side: under `publish` stands what *others* publish and the application receives,
 * under `subscribe` what others subscribe to and the application sends. Here both read as 3.x has it.
 */
export type Direction = "send" | "receive";

export type ModelOperation = Described & {
  /** Unique. In 2.x `operationId`, or direction and channel where there is none. */
  readonly name: string;
  readonly direction: Direction;
  /** Name of a channel. */
  readonly channel: string;
  /** Names of messages: those it names, else all of its channel. */
  readonly messages: readonly string[];
  readonly reply?: ModelReply;
  /** Schemes of which each is enough, besides those of the server; absent where the document asks for none. */
  readonly security?: readonly JsonObject[];
};

export type ModelReply = {
  /** Name of a channel; absent where only the address is known, at run time. */
  readonly channel?: string;
  /** Runtime expression that finds the address in the request. */
  readonly address?: string;
  readonly messages: readonly string[];
};
