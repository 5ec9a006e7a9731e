import type { JsonObject } from "@concordat/json";

export type ModelTag = { readonly name: string; readonly description?: string };

/** What operations, channels, servers and messages say about themselves. */
export type Described = {
  readonly title?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly ModelTag[];
  /** By protocol, as written. */
  readonly bindings: JsonObject;
  /** Members whose names begin with `x-`. */
  readonly extensions: JsonObject;
};
