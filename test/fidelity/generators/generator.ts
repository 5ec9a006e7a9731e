import type { Json } from "@concordat/json";

/** Something that turns a schema into a TypeScript module. */
export type Generator = {
  readonly name: string;
  /** May throw; that is measured, too. */
  readonly generate: (schema: Json, name: string) => Generated | Promise<Generated>;
};

export type Generated = {
  /** The text of a module that exports a type of the name asked for. */
  readonly module: string;
  /** The generator itself gave no type of that name; see `orAsMember`. */
  readonly isDetour?: true;
};

/** A generator that may have to be brought first. */
export type GeneratorEntry = {
  readonly name: string;
  readonly load: () => Promise<Generator>;
};
