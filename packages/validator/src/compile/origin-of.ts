import { formatPointer, parsePointer } from "@concordat/json";
import { formatLocation, type ResolvedSchema, type SchemaGraph } from "@concordat/schema";

/**
 * The place of a schema as a person looks it up. In a bundle that is the document that was bundled, not the bundle: an
 * embedded resource has an identifier of its own, and pointers count from where it begins.
 */
export function originOf(resolved: ResolvedSchema, graph: SchemaGraph): string {
  const { location, base } = resolved;
  const { document, pointer } = location;
  if (graph.at({ document, pointer: "" })?.base === base) return formatLocation(location);
  const tokens = parsePointer(pointer) ?? [];
  const begins = tokens.findIndex(
    (_, end) => graph.at({ document, pointer: formatPointer(tokens.slice(0, end + 1)) })?.base === base,
  );
  return `${base}#${formatPointer(tokens.slice(begins + 1))}`;
}
