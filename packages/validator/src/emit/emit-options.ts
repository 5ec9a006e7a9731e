import type { CompileOptions } from "../compile/options.ts";

export type EmitOptions = Omit<CompileOptions, "matcher"> & EmittedText;

/** How the text is to be written, whatever it validates. */
export type EmittedText = {
  /** The command that writes the file, for its first line. */
  readonly command: string;
  /**
   * `typescript` declares the types of what is exported, in syntax that Node strips; type checkers leave the rest alone.
   * Default `javascript`.
   */
  readonly language?: Language;
  /** How many problems a verdict lists. Default 20. */
  readonly maxErrors?: number;
  /** Imports the helping functions from this module (see `emitSupport`) instead of carrying them along. */
  readonly supportFrom?: string;
};

export type Language = "javascript" | "typescript";
