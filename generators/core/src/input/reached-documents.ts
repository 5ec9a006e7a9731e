import type { Json } from "@concordat/json";
import { referencesIn } from "./references-in.ts";

/**
 * The documents that a schema can have anything to do with: its own, and whatever references lead to from there. A reference to
 * no document by its address may lead into any of them, so then it is all.
 */
export function reachedDocuments(
  uri: string,
  documents: ReadonlyMap<string, Json>,
): ReadonlyMap<string, Json> {
  const reached = new Map<string, Json>();
  const open = [uri];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    const document = documents.get(next);
    if (document === undefined) return documents;
    reached.set(next, document);
    open.push(...referencesIn(document, next));
  }
  return reached;
}
