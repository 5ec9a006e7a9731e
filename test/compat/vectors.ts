import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { root } from "../../scripts/workspaces.ts";

/**
 * Pairs whose answer is known, in `test/vectors/compat/`, one file a subject. Data, so that an engine in any language
 * can be held to them.
 */
export type VectorFile = {
  readonly name: string;
  readonly description: string;
  readonly vectors: readonly Vector[];
};

export type Vector = {
  readonly description: string;
  /** It holds with each of these as the dialect of schemas that name none. Default 2020-12. */
  readonly dialects?: readonly Dialect[];
  /** Default `as-written`. */
  readonly writerView?: "closed" | "as-written";
  /** Default `annotate`. */
  readonly format?: "annotate" | "assert";
  /** What references lead to, by absolute URI. */
  readonly documents?: Readonly<Record<string, Json>>;
  readonly writer: Json;
  readonly reader: Json;
} & (
  | { readonly expect: "compatible" }
  /** The witness is one of many: the writer may send it, and the reader refuses it. */
  | { readonly expect: "incompatible"; readonly witness: Json }
  /** What cannot be told, and why. `truth` is what an engine that can tell would say, where it is known. */
  | {
      readonly expect: "undecided";
      readonly reason: string;
      readonly truth?: "compatible" | "incompatible";
    }
);

export function readVectors(): readonly VectorFile[] {
  return globSync("test/vectors/compat/*.json", { cwd: root })
    .sort()
    .map((file) => ({
      name: basename(file, ".json"),
      ...(JSON.parse(readFileSync(join(root, file), "utf8")) as Omit<VectorFile, "name">),
    }));
}
