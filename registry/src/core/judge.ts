import type { Verdict, WriterView } from "@concordat/compat";
import type { Closure } from "./closure.ts";

export type CompatibilityQuestion = {
  readonly writer: Closure;
  readonly reader: Closure;
  readonly writerView: WriterView;
};

/** Who says what schemas are worth. May be asked about a stranger's schema, and answers in bounded time and memory. */
export type Judge = {
  /** Never throws over what a schema says; what is too hard is undecided. */
  compatibility(question: CompatibilityQuestion): Promise<Verdict>;
  /** @throws SCHEMA_INVALID and its like where the schema is none, or its references lead nowhere */
  requireValid(closure: Closure): Promise<void>;
};
