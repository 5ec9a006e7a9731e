/** Where a schema stands: the document by the URI it was handed in under, and a JSON Pointer from its root. */
export type SchemaLocation = { readonly document: string; readonly pointer: string };

/**
 * The URI of a document that has none. Hierarchical, so that relative references among the parts of such a
 * document still work, and of a scheme nobody fetches.
 */
export const anonymousUri = "anonymous:/schema";

export function formatLocation({ document, pointer }: SchemaLocation): string {
  return document === anonymousUri ? `#${pointer}` : `${document}#${pointer}`;
}
