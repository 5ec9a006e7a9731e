import { digestOfBytes } from "@concordat/json/digest";
import { createSchemaGraph, writerView } from "@concordat/schema";
import { bundleOf, type Closure } from "../../core/closure.ts";
import { type Prepared, prepare } from "../../http/compress.ts";
import type { World } from "../../world.ts";
import { closureOfFound } from "./around.ts";
import type { FoundVersion } from "./find-version.ts";

export const views = ["text", "reader", "writer", "bundled"] as const;

export type ViewName = (typeof views)[number];

/** How many are kept ready; making one costs a millisecond. */
const kept = 1000;

/** Schemas as they are sent, each made when it is first asked for. */
export function createViews(world: World): (found: FoundVersion, view: ViewName) => Prepared {
  const made = new Map<string, Prepared>();
  return (found, view) => {
    if (view === "text") return textOf(found);
    const closure = closureOfFound(world, found);
    const key = `${view} ${closure.digest}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const bytes = Buffer.from(`${JSON.stringify(schemaOf(closure, view), undefined, 2)}\n`);
    const fresh = prepare(bytes, digestOfBytes(bytes));
    made.set(key, fresh);
    for (const oldest of made.keys()) if (made.size > kept) made.delete(oldest);
    return fresh;
  };
}

const texts = new WeakMap<FoundVersion["content"], Prepared>();

/** Exactly what was registered. */
function textOf({ content }: FoundVersion): Prepared {
  const known = texts.get(content);
  if (known !== undefined) return known;
  const bytes = Buffer.from(content.text);
  const fresh = prepare(bytes, digestOfBytes(bytes));
  texts.set(content, fresh);
  return fresh;
}

/** The reader view is the schema as written. What it refers to is with it where it is bundled, and in the writer view. */
function schemaOf(closure: Closure, view: Exclude<ViewName, "text">) {
  if (view === "reader") return closure.schema;
  if (view === "bundled") return bundleOf(closure);
  const { schema, documents, dialect } = closure;
  return writerView(undefined, createSchemaGraph(documents, { root: schema, dialect })).schema;
}
