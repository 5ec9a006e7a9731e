import type { Catalogue, CatalogueModel } from "@concordat/contracts";
import type { ReadBytes } from "../source/files.ts";
import { readWorld } from "../source/world.ts";
import { buildModel } from "./build-model.ts";
import { interpret } from "./read-document.ts";

export type PastDocument = {
  /** Path of the AsyncAPI document from the project's root. */
  readonly asyncapi: string;
  /** The contracts as they were when the document was. */
  readonly catalogue: Catalogue;
  /** Where files come from that are no contracts, the document among them. */
  readonly readBytes: ReadBytes;
};

/**
 * The model of a document that was judged when it was written, an earlier commit's for one: read and not judged again,
 * so that the official parser is not loaded. `undefined` where it cannot be read or names no version we know.
 */
export function interpretDocument({
  asyncapi,
  catalogue,
  readBytes,
}: PastDocument): CatalogueModel | undefined {
  const world = readWorld({ asyncapi, catalogue, readBytes });
  const { draft } = interpret(world);
  return draft && buildModel(draft, { catalogue, world }).model;
}
