import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/** Runs patterns, where the caller does not trust JavaScript's engine with them: a linear-time one, say. */
export type PatternMatcher = (pattern: string) => { test(text: string): boolean };

export type CompileOptions = {
  /** For documents that name none. Default `2020-12`. */
  readonly dialect?: Dialect;
  /** Everything that references may lead to, by absolute URI. Nothing is ever fetched. */
  readonly documents?: ReadonlyMap<string, Json>;
  /** Whether `format` is a rule or a remark. Default `assert`. */
  readonly formats?: "assert" | "annotate";
  /** What to do about a format that is not in our table, when formats are asserted. Default `ignore`. */
  readonly unknownFormats?: "ignore" | "refuse";
  /** Runs the patterns instead of JavaScript's own engine. */
  readonly matcher?: PatternMatcher;
};
