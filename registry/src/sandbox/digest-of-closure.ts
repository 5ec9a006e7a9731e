import { digestOf } from "@concordat/json/digest";
import type { SchemaClosure } from "./closure.ts";

/** Equal for closures that mean the same, whatever their layout. */
export function digestOfClosure({ root, documents, digest }: SchemaClosure): string {
  if (digest !== undefined) return digest;
  return documents.size === 0
    ? digestOf(root)
    : digestOf([root, ...[...documents].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
