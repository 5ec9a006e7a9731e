import { isObject, type JsonObject } from "@concordat/json";
import {
  type Below,
  type Dialect,
  effectiveMembers,
  isSince,
  keywordOf,
  type ResolvedSchema,
  refHidesSiblings,
  type SchemaGraph,
  subschemasOf,
} from "@concordat/schema";

/**
 * Three things mean one thing by the letter and another to the validators people run: `const` in draft-04, what stands
 * beside `$ref` up to draft-07, and `dependencies` from 2019-09 on. `strict` goes by the letter, `lenient` by the
 * validators; a verdict must hold in both.
 */
export type Reading = "strict" | "lenient";

/** The members of a schema that count. */
export function countingMembers(schema: JsonObject, dialect: Dialect, reading: Reading): JsonObject {
  if (reading === "lenient") return schema;
  const effective = effectiveMembers(schema, dialect);
  const unspoken = isSince(dialect, "2019-09") ? "dependencies" : "const";
  const isMeant = unspoken === "const" && isSince(dialect, "draft-06");
  if (isMeant || !Object.hasOwn(effective, unspoken)) return effective;
  const { [unspoken]: _unspoken, ...members } = effective;
  return members;
}

/** What of this schema the two readings take differently, as a word for the verdict. */
export function ambiguityOf(schema: JsonObject, dialect: Dialect): string | undefined {
  if (refHidesSiblings(dialect) && typeof schema.$ref === "string") {
    const judging = Object.keys(schema).find((name) => name !== "$ref" && isJudging(name, dialect));
    if (judging !== undefined) return `"${judging}" beside "$ref" in ${dialect}`;
  }
  if (dialect === "draft-04" && schema.const !== undefined) return '"const" in draft-04';
  return isSince(dialect, "2019-09") && schema.dependencies !== undefined
    ? `"dependencies" in ${dialect}`
    : undefined;
}

/** The schemas directly below in a reading; those that a `$ref` hides are found by their place. */
export function schemasBelow(
  resolved: ResolvedSchema,
  graph: SchemaGraph,
  reading: Reading,
): readonly Below[] {
  const { schema, dialect, location } = resolved;
  const isHidden =
    reading === "lenient" && isObject(schema) && refHidesSiblings(dialect) && typeof schema.$ref === "string";
  if (!isHidden) return graph.subschemas(resolved);
  return [...subschemasOf(schema, dialect)].flatMap(({ keyword, key, applies, pointer }) => {
    const below = graph.at({ document: location.document, pointer: location.pointer + pointer });
    if (below === undefined) return [];
    return [
      key === undefined ? { keyword, applies, schema: below } : { keyword, key, applies, schema: below },
    ];
  });
}

function isJudging(name: string, dialect: Dialect): boolean {
  const kind = keywordOf(name, dialect)?.kind;
  return kind === "assertion" || kind === "applicator" || kind === "reference" || name === "const";
}
