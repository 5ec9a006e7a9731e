import type { Verdict } from "@concordat/validator";
import type { Deprecation, ViewName } from "../verdict.ts";

/** A schema that data is judged by, and what it is called. */
export type JudgingSchema = {
  /** `oms/objecttype/created`, or a subject that is no contract. */
  readonly contract: string;
  readonly version: string;
  /** Of the events whose data it describes; a schema that is no contract does not say. */
  readonly type?: string;
  readonly deprecation?: Deprecation;
  /**
   * Judges data. At once where the schema is one of ours; where a stranger wrote it, in the sandbox.
   *
   * @throws what is wrong with the schema, SCHEMA_REGEX_UNSUPPORTED among it; LIMIT_TIME, LIMIT_MEMORY, SANDBOX_BUSY
   */
  judge(data: unknown, view: ViewName, batch: DataBatch): Verdict | Promise<Verdict>;
};

/** Gathers what one request asks the sandbox, so that many events go there together. */
export type DataBatch = {
  judge(question: BatchQuestion): Promise<Verdict>;
};

export type BatchQuestion = {
  /** Names schema and view. */
  readonly key: string;
  readonly value: unknown;
  readonly run: (values: readonly unknown[]) => Promise<readonly Verdict[]>;
};
