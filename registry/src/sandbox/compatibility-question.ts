import type { CompatibilityQuestion } from "@concordat/compat";
import type { SchemaClosure } from "./closure.ts";
import { optional } from "./optional.ts";

/** Two schemas, of which the second must accept what the first lets through. */
export type PairQuestion = Pick<CompatibilityQuestion, "writerView" | "format" | "dialect"> & {
  readonly writer: SchemaClosure;
  readonly reader: SchemaClosure;
};

/** As the engine takes it. The two sides may call different documents by one URI. */
export function compatibilityQuestion({
  writer,
  reader,
  writerView,
  format,
  dialect,
}: PairQuestion): CompatibilityQuestion {
  return {
    ...optional({ writerView, format, dialect }),
    writer: writer.root,
    reader: reader.root,
    resolve: writer.documents,
    resolveReader: reader.documents,
  };
}
