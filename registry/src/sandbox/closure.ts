import type { Json } from "@concordat/json";

/** A schema with everything that its references lead to. Nothing more is ever looked for. */
export type SchemaClosure = {
  readonly root: Json;
  /** By absolute URI. A relative reference of a root without `$id` is taken from `anonymousUri` of `@concordat/schema`. */
  readonly documents: ReadonlyMap<string, Json>;
  /** Of all of this, for those who know it: closures with the same digest mean the same. Else it is worked out. */
  readonly digest?: string;
};
