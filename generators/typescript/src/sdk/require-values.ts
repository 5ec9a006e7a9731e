import { codegenErrors, createTypeModel, type SchemaEntry } from "@concordat/gen-core";
import { appendToPointer, isArray, isObject, type Json } from "@concordat/json";
import { createSchemaGraph, type ResolvedSchema, type SchemaGraph } from "@concordat/schema";

/**
 * A contract that no value can keep, since it asks for a text that is a number, say, has the type `never`: a constructor that
 * nobody can call, and samples that do not compile. Better to hear of it here.
 *
 * @throws {CodegenError} CODEGEN_UNSUPPORTED
 */
export function requireValues(
  { key, uri, dialect }: Pick<SchemaEntry, "key" | "uri" | "dialect">,
  documents: ReadonlyMap<string, Json>,
): void {
  const graph = createSchemaGraph(documents, { dialect });
  const pointer = impossibleAt(graph.enter(uri), graph);
  if (pointer === undefined) return;
  throw codegenErrors.CODEGEN_UNSUPPORTED({
    what: key,
    problem: `#${pointer} contradicts itself, so no value can keep it`,
    remedy: `let #${pointer} say one thing; \`concordat lint\` shows where it says two`,
  });
}

/** Where in the document the contradiction stands: as deep as members lead that must be there. */
function impossibleAt(schema: ResolvedSchema, graph: SchemaGraph): string | undefined {
  const model = createTypeModel(graph, [schema]);
  if (model.declarations.get(model.roots[0] ?? "")?.type.kind !== "never") return undefined;
  const { document, pointer } = schema.location;
  for (const name of requiredOf(schema.schema)) {
    const member = graph.at({ document, pointer: appendToPointer(pointer, "properties", name) });
    const deeper = member && impossibleAt(member, graph);
    if (deeper !== undefined) return deeper;
  }
  return pointer;
}

function requiredOf(schema: Json): readonly string[] {
  const required = isObject(schema) ? (schema.required ?? null) : null;
  return isArray(required) ? required.filter((name) => typeof name === "string") : [];
}
