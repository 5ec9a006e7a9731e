import { isObject, type Json } from "@concordat/json";
import {
  anonymousUri,
  canonicalMetaSchema,
  type Dialect,
  dialectOf,
  replaceAt,
  walkSchemas,
} from "@concordat/schema";
import { graphOf } from "../compile/graph-of.ts";
import type { CompileOptions } from "../compile/options.ts";
import type { SchemaSet } from "./judge.ts";
import { withoutFormats } from "./without-formats.ts";

/** They know a dialect by one spelling of its meta-schema alone. */
function withCanonicalDialects(document: Json, dialect: Dialect): Json {
  const visits = walkSchemas({ uri: anonymousUri, root: document }, { dialect, recognise: dialectOf });
  let spelled = document;
  for (const { schema, pointer } of visits) {
    const named = isObject(schema) ? schema.$schema : undefined;
    const canonical = typeof named === "string" ? canonicalMetaSchema(named) : named;
    if (canonical !== undefined && canonical !== named)
      spelled = replaceAt(spelled, `${pointer}/$schema`, canonical);
  }
  return spelled;
}

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
  const given = (document: Json) => {
    const spelled = withCanonicalDialects(document, start.dialect);
    return options.formats === "annotate" ? withoutFormats(spelled, start.dialect) : spelled;
  };
  return {
    schema: given(schema),
    documents: new Map(drawnIn.map(([uri, document]) => [uri, given(document)])),
    dialect: start.dialect,
    assertsFormat: options.formats !== "annotate",
  };
}
