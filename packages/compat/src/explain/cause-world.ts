import type { ResolvedSchema } from "@concordat/schema";
import type { Comparison, Readings } from "../comparison.ts";
import type { Translator } from "../normalise/index.ts";
import type { Places } from "./places.ts";

/** What there is to go by when a break is explained. */
export type CauseWorld = {
  readonly comparison: Comparison;
  /** What the writer may send. */
  readonly writer: Readings;
  /** What the reader accepts, and its schema. */
  readonly readings: Readings;
  readonly readerRoot: ResolvedSchema;
  readonly reader: Places;
  /** One for each reading that differs. */
  readonly readerTranslators: readonly Translator[];
  readonly writerRoot: ResolvedSchema;
  readonly writerPlaces: Places;
};
