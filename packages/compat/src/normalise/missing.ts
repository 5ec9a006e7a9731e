import type { JsonObject } from "@concordat/json";
import {
  anonymousUri,
  keywordOf,
  type ResolvedSchema,
  SchemaError,
  type SchemaGraph,
} from "@concordat/schema";
import { Undecided } from "../budget.ts";
import type { Literal, Terms } from "../terms/index.ts";

export type MissingDocument = {
  readonly uri: string;
  /** The place in it that is referred to. */
  readonly fragment: string;
  /** A relative reference in a document without a URI names one file here and another there. */
  readonly isAbsolute: boolean;
};

/** What is wrong with a reference, thrown or not. */
type Trouble = Pick<SchemaError, "code" | "message" | "params">;

/** The document that a reference asks for and nobody handed in; `undefined` for all else that can be wrong with one. */
export function missingDocument({ code, params }: Trouble): MissingDocument | undefined {
  const uri = code === "SCHEMA_REF_REMOTE" ? params.uri : params.document;
  if (typeof uri !== "string") return undefined;
  const fragment = String(params.ref).split("#")[1] ?? "";
  return { uri, fragment, isAbsolute: !uri.startsWith(anonymousScheme) };
}

const anonymousScheme = anonymousUri.slice(0, anonymousUri.indexOf(":") + 1);

/**
 * A reference to a document nobody has: of equal ones it is known that they are equal, and no more. Not even that where
 * there are dynamic anchors about, for what the document means may then depend on who refers to it; nor where another
 * reference stands beside it, for the graph follows all of a schema's references or none.
 *
 * @throws {Undecided} for a reference that leads nowhere
 */
export function unknownReference(
  trouble: Trouble,
  schema: ResolvedSchema,
  graph: SchemaGraph,
  terms: Terms,
): Literal {
  const missing = missingDocument(trouble);
  if (missing === undefined || !missing.isAbsolute) throw doubtful(trouble, schema);
  const isAlone =
    Object.keys(schema.schema as JsonObject).filter(
      (name) => keywordOf(name, schema.dialect)?.kind === "reference",
    ).length === 1;
  if (!isAlone || hasDynamicAnchors(graph)) throw doubtful(trouble, schema);
  const name = `${missing.uri}#${missing.fragment} is not among the documents`;
  return terms.atom({ kind: "opaque", name });
}

/** Goes through whole documents, and is asked again for each of thousands of references. */
function hasDynamicAnchors(graph: SchemaGraph): boolean {
  const known = dynamic.get(graph);
  if (known !== undefined) return known;
  const found = [...graph.documents.values()].some((document) =>
    /"\$(dynamic|recursive)Anchor"/.test(JSON.stringify(document)),
  );
  dynamic.set(graph, found);
  return found;
}

const dynamic = new WeakMap<SchemaGraph, boolean>();

/** What a reference says that cannot be followed, as a doubt with its place. */
export function unresolved(error: unknown, schema: Pick<ResolvedSchema, "location">): unknown {
  return error instanceof SchemaError ? doubtful(error, schema) : error;
}

function doubtful(trouble: Trouble, { location: at }: Pick<ResolvedSchema, "location">): Undecided {
  return new Undecided({ code: doubtOfReference(trouble), message: trouble.message, at });
}

export function doubtOfReference(trouble: Trouble): "REFERENCE_UNKNOWN" | "SCHEMA_MEANINGLESS" {
  return missingDocument(trouble) === undefined ? "SCHEMA_MEANINGLESS" : "REFERENCE_UNKNOWN";
}
