import { bundleSchema } from "../bundle.ts";
import type { SchemaGraph } from "../graph.ts";
import type { View } from "./view.ts";

/** What consumers validate: the contract as written, with all it refers to. Without a URI the anonymous root is meant. */
export function readerView(rootUri: string | undefined, graph: SchemaGraph): View {
  return { schema: bundleSchema(rootUri, graph), closedAt: [] };
}
