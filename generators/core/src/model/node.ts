import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import {
  type Below,
  effectiveMembers,
  keywordOf,
  type ResolvedSchema,
  SchemaError,
  type SchemaGraph,
} from "@concordat/schema";

/** A schema as the model reads it: the keywords that its dialect knows, and what hangs below each. */
export type Node = {
  readonly said: JsonObject;
  /** Schemas below a keyword, in the order of the text. */
  below(keyword: string): readonly Below[];
  /** What `$ref` and its kin lead to; nothing where a document is missing. */
  readonly targets: readonly ResolvedSchema[];
  /** Whether it does nothing but refer to one other schema. */
  readonly isAlias: boolean;
};

export type NodeReader = (schema: ResolvedSchema) => Node;

/** Reads each schema of the graph once. What the dialect does not know, and what is malformed, says nothing. */
export function createNodeReader(graph: SchemaGraph): NodeReader {
  const nodes = new WeakMap<ResolvedSchema, Node>();
  return (schema) => {
    const known = nodes.get(schema) ?? readNode(schema, graph);
    nodes.set(schema, known);
    return known;
  };
}

function readNode(resolved: ResolvedSchema, graph: SchemaGraph): Node {
  const { schema, dialect } = resolved;
  const members = isObject(schema) ? Object.entries(effectiveMembers(schema, dialect)) : [];
  const said = Object.fromEntries(
    members.filter(([name]) => {
      const keyword = keywordOf(name, dialect);
      return keyword !== undefined && keyword.legacy !== true;
    }),
  );
  const byKeyword = Map.groupBy(graph.subschemas(resolved), ({ keyword }) => keyword);
  const targets = targetsOf(resolved, graph);
  const judging = Object.keys(said).filter((name) => judges(name, said[name] as Json, resolved));
  return {
    said,
    below: (keyword) => (Object.hasOwn(said, keyword) ? (byKeyword.get(keyword) ?? []) : []),
    targets,
    isAlias: targets.length === 1 && judging.length === 1,
  };
}

function judges(name: string, value: Json, { dialect }: ResolvedSchema): boolean {
  const kind = keywordOf(name, dialect)?.kind;
  if (kind === "reference") return true;
  if (kind === "assertion" || kind === "applicator") return !(isArray(value) && value.length === 0);
  return false;
}

function targetsOf(schema: ResolvedSchema, graph: SchemaGraph): readonly ResolvedSchema[] {
  try {
    return graph.targets(schema).map(({ schema: target }) => target);
  } catch (error) {
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

/** `x-concordat.open`: undeclared members are meant to come, whoever refuses them elsewhere. */
export function isOpen({ schema }: ResolvedSchema): boolean {
  const said = isObject(schema) ? schema["x-concordat"] : undefined;
  return said !== undefined && isObject(said) && said.open === true;
}
