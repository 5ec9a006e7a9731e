import type { Json } from "@concordat/json";
import { graphOf } from "../compile/graph-of.ts";
import type { CompileOptions } from "../compile/options.ts";
import type { SchemaSet } from "./judge.ts";
import { withoutFormats } from "./without-formats.ts";

/**
 * What other validators are given: the schema as it was written and just those documents that it draws in. Formats are
 * left out unless they are to count, for validators assert whatever formats they happen to know.
 *
 * @throws {SchemaError} for a reference that leads nowhere
 */
export function schemaSetOf(
  schema: Json,
  options: Pick<CompileOptions, "dialect" | "documents" | "formats">,
): SchemaSet {
  const { graph, start, reach } = graphOf(schema, options);
  const { documents } = reach();
  const drawnIn = [...graph.documents].filter(
    ([uri]) => uri !== start.location.document && documents.has(uri),
  );
  const given = (document: Json) =>
    options.formats === "annotate" ? withoutFormats(document, start.dialect) : document;
  return {
    schema: given(schema),
    documents: new Map(drawnIn.map(([uri, document]) => [uri, given(document)])),
    dialect: start.dialect,
    assertsFormat: options.formats !== "annotate",
  };
}
