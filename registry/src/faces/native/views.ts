import type { Json } from "@concordat/json";
import { digestOfBytes } from "@concordat/json/digest";
import { createLru } from "../../collections/lru.ts";
import type { Closure } from "../../core/closure.ts";
import { type Prepared, prepare } from "../../http/compress.ts";
import type { World } from "../../world.ts";
import { closureOfFound } from "./around.ts";
import type { FoundVersion } from "./find-version.ts";

export const views = ["text", "reader", "writer", "bundled"] as const;

export type ViewName = (typeof views)[number];

/** How many are kept ready; making one costs a millisecond. */
const kept = 1000;

/** Schemas as they are sent, each made when it is first asked for. */
export function createViews(world: World): (found: FoundVersion, view: ViewName) => Promise<Prepared> {
  const made = createLru<Prepared>(kept);
  return async (found, view) => {
    if (view === "text") return textOf(found);
    const closure = closureOfFound(world, found);
    const key = `${view} ${closure.digest}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const schema = await schemaOf(world, closure, view);
    const fresh = prepared(`${JSON.stringify(schema, undefined, 2)}\n`);
    made.set(key, fresh);
    return fresh;
  };
}

const texts = new WeakMap<FoundVersion["content"], Prepared>();

/** Exactly what was registered. */
function textOf({ content }: FoundVersion): Prepared {
  const known = texts.get(content) ?? prepared(content.text);
  texts.set(content, known);
  return known;
}

function prepared(text: string): Prepared {
  const bytes = Buffer.from(text);
  return prepare(bytes, digestOfBytes(bytes));
}

/** The reader view is the schema as written; what it refers to is with it where it is bundled, and in the writer view. */
async function schemaOf(
  { sandbox }: World,
  closure: Closure,
  view: Exclude<ViewName, "text">,
): Promise<Json> {
  if (view === "reader") return closure.schema;
  return sandbox.run("view", { closure, view: view === "bundled" ? "reader" : "writer" });
}
