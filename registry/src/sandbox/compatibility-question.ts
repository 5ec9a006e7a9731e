import type { CompatibilityQuestion } from "@concordat/compat";
import { isObject, type Json } from "@concordat/json";
import { type Dialect, metaSchemaOf } from "@concordat/schema";
import type { Closure } from "../core/closure.ts";
import { optional } from "./optional.ts";

/** Two schemas, of which the second must accept what the first lets through. */
export type PairQuestion = Pick<CompatibilityQuestion, "writerView" | "format"> & {
  readonly writer: Closure;
  readonly reader: Closure;
};

/** As the engine takes it. The two sides may call different documents by one URI. */
export function compatibilityQuestion({
  writer,
  reader,
  writerView,
  format,
}: PairQuestion): CompatibilityQuestion {
  const read = reader.dialect === writer.dialect ? reader : stated(reader);
  return {
    ...optional({ writerView, format }),
    dialect: writer.dialect,
    writer: writer.schema,
    reader: read.schema,
    resolve: writer.documents,
    resolveReader: read.documents,
  };
}

/** With the dialect in each document that names none. */
function stated({ schema, documents, dialect }: Closure): Pick<Closure, "schema" | "documents"> {
  const named = [...documents].map(([uri, document]) => [uri, inDialect(document, dialect)] as const);
  return { schema: inDialect(schema, dialect), documents: new Map(named) };
}

function inDialect(document: Json, dialect: Dialect): Json {
  if (!isObject(document) || document.$schema !== undefined) return document;
  return { $schema: metaSchemaOf(dialect), ...document };
}
