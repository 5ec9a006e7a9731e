import type { GenerationInput } from "./input/input.ts";
import type { Remember } from "./run/memory.ts";

/** What a generator makes, by path from the output folder, with forward slashes. */
export type Files = ReadonlyMap<string, string | Scaffold>;

/** A text to begin with: written where there is no such file, and the user's own from then on. */
export type Scaffold = { readonly scaffold: string };

export type GeneratorOptions = {
  /** The package that is made, as its ecosystem names it. */
  readonly packageName: string;
  /** The command that writes the files, for their first lines. */
  readonly command: string;
  /** Settings of this target alone, as the project's settings file has them; the generator checks them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** For pieces that cost time: made once as long as their key is the same, over many runs of one process. */
  readonly remember: Remember;
  /** Takes a sentence about what the reader would not expect: what was asked for, and is not among the files. Default: nobody hears it. */
  readonly warn?: ((words: string) => void) | undefined;
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
