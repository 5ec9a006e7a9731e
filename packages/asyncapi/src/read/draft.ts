import type {
  ModelChannel,
  ModelInfo,
  ModelMessage,
  ModelOperation,
  ModelServer,
} from "@concordat/contracts";
import type { Dialect } from "@concordat/schema";
import type { SourceNode } from "../source/node.ts";

/** A schema as the document has it, before it is made complete. */
export type WrittenSchema =
  | { readonly kind: "schema"; readonly node: SourceNode; readonly fallback: Dialect }
  | { readonly kind: "foreign"; readonly node: SourceNode; readonly format: string }
  | { readonly kind: "none" };

/** A message whose schemas still stand where they were written. */
export type DraftMessage = Omit<ModelMessage, "payload" | "headers"> & {
  readonly node: SourceNode;
  readonly payload: WrittenSchema;
  readonly headers: WrittenSchema;
};

/** A document of either version, in the words of the model. */
export type DraftModel = {
  readonly info: ModelInfo;
  readonly servers: readonly ModelServer[];
  readonly channels: readonly ModelChannel[];
  readonly operations: readonly ModelOperation[];
  readonly messages: readonly DraftMessage[];
};
