import { isObject, type Json } from "@concordat/json";
import { anonymousUri, type Dialect, dialectOf, walkSchemas } from "@concordat/schema";
import { Undecided } from "./budget.ts";
import type { Doubt } from "./doubt.ts";
import type { Open, Side } from "./verdict.ts";

/** Does work on one side's schema; a doubt that has a place then says on which side. */
export function onSide<Result>(side: Side, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Undecided) || error.doubt.at === undefined) throw error;
    throw new Undecided({ ...error.doubt, side });
  }
}

/** A doubt as callers get it, with its place. */
export function openOf(doubt: Doubt, schemas: Readonly<Record<Side, Json>>, dialect?: Dialect): Open {
  const { code, message, at, side } = placed(doubt, schemas, dialect);
  return { reason: code, message, ...(at && { at }), ...(side && { side }) };
}

/**
 * The doubt with its place. One about a pattern or a format was raised deep in the search, where nobody knows any more
 * which schema asked; the first schema that has it, the writer's before the reader's, is as good as any.
 */
function placed(doubt: Doubt, schemas: Readonly<Record<Side, Json>>, dialect: Dialect = "2020-12"): Doubt {
  const { about } = doubt;
  if (doubt.at !== undefined || about === undefined) return doubt;
  for (const side of ["writer", "reader"] as const)
    for (const visit of walkSchemas(
      { uri: anonymousUri, root: schemas[side] },
      { dialect, recognise: dialectOf },
    )) {
      const { schema, document, pointer } = visit;
      if (!isObject(schema)) continue;
      const pattern = about.keyword === "pattern" ? schema.patternProperties : undefined;
      if (schema[about.keyword] === about.value)
        return { ...doubt, side, at: { document, pointer: `${pointer}/${about.keyword}` } };
      if (pattern !== undefined && isObject(pattern) && Object.hasOwn(pattern, about.value))
        return { ...doubt, side, at: { document, pointer: `${pointer}/patternProperties` } };
    }
  return doubt;
}
