import type { GenerationInput } from "./input/input.ts";

/** What a generator makes: texts by path, from the output folder, with forward slashes. */
export type Files = ReadonlyMap<string, string>;

export type GeneratorOptions = {
  /** The package that is made, as its ecosystem names it. */
  readonly packageName: string;
  /** The command that writes the files, for their first lines. */
  readonly command: string;
  /** Settings of this target alone, as the project's settings file has them; the generator checks them. */
  readonly settings: Readonly<Record<string, unknown>>;
};

/**
 * A target: everything that one language, or one kind of document, needs to know.
 *
 * `generate` is pure: it gets all it may read, answers all it wants written, and touches no file itself. The same input gives the
 * same bytes.
 */
export type Generator = {
  /** What `--target` takes. */
  readonly name: string;
  /** One line for `concordat generate --help`. */
  readonly about: string;
  generate(input: GenerationInput, options: GeneratorOptions): Files | Promise<Files>;
};

/** The default export of a generator's package. */
export function defineGenerator(generator: Generator): Generator {
  return generator;
}
