import type { ErrorReport } from "@concordat/errors";
import type { Json } from "@concordat/json";
import type { Dialect } from "./dialect.ts";
import type { AppliesTo } from "./keywords.ts";
import type { SchemaLocation } from "./location.ts";
import type { ReferenceKeyword } from "./reference.ts";
import type { DynamicScope } from "./scope.ts";

/**
 * A schema as evaluation meets it: at its place, in its dialect, under its base, and in the dynamic scope of the way
 * that led to it. One place may mean different things in different scopes; `key` tells them apart.
 */
export type ResolvedSchema = {
  /** An object or a boolean. */
  readonly schema: Json;
  readonly location: SchemaLocation;
  readonly dialect: Dialect;
  /** The identifier of the resource around it, without fragment. */
  readonly base: string;
  readonly scope: DynamicScope;
  /** Equal keys mean equal schemas in equal scopes, within one graph: what memo tables go by. */
  readonly key: string;
};

/** One step down. */
export type Below = {
  readonly keyword: string;
  /** The member's name or element's index below the keyword, where it has several subschemas. */
  readonly key?: string;
  readonly applies: AppliesTo | undefined;
  readonly schema: ResolvedSchema;
};

/** One reference followed. */
export type Followed = { readonly keyword: ReferenceKeyword; readonly schema: ResolvedSchema };

/** The two ways on from a schema. All of it is pure: same schema, same answer. */
export type Traversal = {
  /**
   * What lies directly below, in the order of the text. Hidden siblings of `$ref` (up to draft-07) are left out, and
   * so is what no keyword of the dialect accounts for.
   */
  subschemas(schema: ResolvedSchema): readonly Below[];
  /** What its references lead to, dynamic scope considered. Throws the error of the first that leads nowhere. */
  targets(schema: ResolvedSchema): readonly Followed[];
  /** What `targets` would throw; `undefined` where every reference leads somewhere. */
  unresolved(schema: ResolvedSchema): ErrorReport | undefined;
};
