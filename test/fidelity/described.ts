import { isObject, type Json } from "@concordat/json";
import { createSchemaGraph, type Dialect, type ResolvedSchema } from "@concordat/schema";

export type Described = { readonly members: number; readonly missing: readonly string[] };

/**
 * How many members that the schema describes are described in the generated module, too: the beginning of the
 * description stands in one of its comments. Where it stands in the module is not asked, and how its lines are broken
 * and its punctuation escaped makes no difference.
 */
export function described(schema: Json, dialect: Dialect, module: string): Described {
  const comments = essence((module.match(/\/\*\*[\s\S]*?\*\//g) ?? []).join(" "));
  const members = [...describedMembers(schema, dialect)];
  const missing = members.filter(([, description]) => !comments.includes(beginning(description)));
  return { members: members.length, missing: missing.map(([at]) => at) };
}

/** Only what the root leads to, and only what may be seen in a value: conditions and refusals describe nothing. */
function describedMembers(schema: Json, dialect: Dialect): ReadonlyMap<string, string> {
  const graph = createSchemaGraph(new Map(), { root: schema, dialect });
  const members = new Map<string, string>();
  const seen = new Set<string>();
  const pending: ResolvedSchema[] = [graph.enter()];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next.key)) continue;
    seen.add(next.key);
    for (const { keyword, key, schema: below } of graph.subschemas(next)) {
      if (silent.has(keyword)) continue;
      const description = keyword === "properties" ? descriptionOf(below.schema) : undefined;
      if (description !== undefined) members.set(`${next.location.pointer}/properties/${key}`, description);
      pending.push(below);
    }
    pending.push(...graph.targets(next).map((followed) => followed.schema));
  }
  return members;
}

const silent = new Set([
  ...["$defs", "definitions", "not", "if", "contains", "propertyNames", "contentSchema"],
  ...["unevaluatedProperties", "unevaluatedItems"],
]);

function descriptionOf(schema: Json): string | undefined {
  const description = isObject(schema) ? schema.description : undefined;
  return typeof description === "string" && beginning(description) !== "" ? description : undefined;
}

function beginning(description: string): string {
  return essence(description).slice(0, 40);
}

function essence(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
