import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { canonicalMetaSchema, type Dialect, dialectOf, idKeyword, metaSchemaOf } from "./dialect.ts";
import { keywordOf, refHidesSiblings } from "./keywords.ts";

/**
 * A document's root in the form that may stand inside another document: an object that says its own identifier, and
 * its dialect where that is not the surrounding one.
 */
export function embeddable(root: Json, uri: string, dialect: Dialect, surrounding: Dialect): JsonObject {
  const { $schema: named, ...rest } = referenceInAllOf(rootWithId(root, uri, dialect));
  const own = typeof named === "string" ? canonicalMetaSchema(named) : metaSchemaOf(dialect);
  // A meta-schema of someone's own stays named; the official one of the surrounding dialect goes without saying.
  const isUnderstood = dialect === surrounding && dialectOf(own) === dialect;
  return isUnderstood ? rest : { $schema: own, ...rest };
}

/** The root under an absolute identifier, with the verdicts it had when it was read from there. */
export function rootWithId(root: Json, uri: string, dialect: Dialect): JsonObject {
  const keyword = idKeyword(dialect);
  if (!isObject(root)) return root === false ? { [keyword]: uri, not: {} } : { [keyword]: uri };
  const { $schema: named, [keyword]: _replaced, ...rest } = unhidden(root, dialect);
  return { ...(named === undefined ? {} : { $schema: named }), [keyword]: uri, ...rest };
}

/**
 * Up to draft-07 all that stands beside `$ref` is ignored, an identifier too, and some validators then lose the
 * definitions. So at a root the reference moves into an `allOf`, and of its siblings those stay that do not begin to
 * judge. (A pointer into one of the others, legal and never seen, would lose its target.)
 */
export function unhidden(members: JsonObject, dialect: Dialect): JsonObject {
  if (!refHidesSiblings(dialect) || typeof members.$ref !== "string") return members;
  const isSilent = (name: string) => {
    const kind = keywordOf(name, dialect)?.kind;
    return kind !== "applicator" && kind !== "assertion";
  };
  return referenceInAllOf(
    Object.fromEntries(Object.entries(members).filter(([name]) => isSilent(name) || name === "$ref")),
  );
}

/**
 * Ajv 8 never comes back from an embedded resource whose root refers to a part of itself. In `allOf` the reference
 * means the same; last, so that pointers to the parts already there stay right.
 */
function referenceInAllOf(members: JsonObject): JsonObject {
  const { $ref: ref, allOf, ...rest } = members;
  if (typeof ref !== "string") return members;
  const parts = allOf !== undefined && isArray(allOf) ? allOf : [];
  return { ...rest, allOf: [...parts, { $ref: ref }] };
}
