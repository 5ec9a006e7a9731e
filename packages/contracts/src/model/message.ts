import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import type { Described } from "./described.ts";

export type ModelMessage = Described & {
  /** Unique: the key under which the document defines it, or the name it gives itself. */
  readonly name: string;
  /** `name` of the message object, often the event's type. */
  readonly says?: string;
  readonly contentType: string;
  readonly payload: ModelPayload;
  readonly headers: ModelPayload;
  /** Runtime expression that finds the correlation id. */
  readonly correlationId?: string;
  readonly examples: readonly Json[];
};

/** What a payload, or the headers, must look like. */
export type ModelPayload =
  /** A version of a contract, by its id. */
  | { readonly kind: "contract"; readonly contract: string }
  /** A JSON Schema of the document's own, complete in itself but for references to contracts by `$id`. */
  | { readonly kind: "schema"; readonly dialect: Dialect; readonly schema: Json }
  /** Avro, Protobuf, RAML and the like: carried along unread. */
  | { readonly kind: "foreign"; readonly format: string; readonly schema: Json }
  | { readonly kind: "none" };
