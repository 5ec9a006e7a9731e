import type { Json } from "@concordat/json";
import type { Random } from "./random.ts";
import type { Powers } from "./vocabulary.ts";

/** A way to write a schema anew, and what it is called. */
export type Rewrite = readonly [name: string, apply: (schema: Json, world: RewriteWorld) => Json | undefined];

export type RewriteWorld = {
  readonly random: Random;
  readonly powers: Powers;
  /** A small schema that has nothing to do with the one at hand. */
  other(): Json;
  /** Moves a schema to the definitions and answers with a reference to it. */
  define(schema: Json): Json;
  definitionOf(reference: string): Json | undefined;
};
