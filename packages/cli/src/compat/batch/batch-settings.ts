import type { WriterView } from "@concordat/compat";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/** What holds for a pair whose line does not say otherwise. Plain data, since it travels to another process. */
export type BatchSettings = {
  readonly writerView: WriterView;
  readonly format: "annotate" | "assert";
  readonly dialect?: Dialect;
  readonly budget?: number;
  /** What references lead to, by absolute URI. */
  readonly documents: ReadonlyMap<string, Json>;
};

/** The longest line that is read; what is longer is counted as unreadable and not kept. */
export const longestLine = 64 * 2 ** 20;
