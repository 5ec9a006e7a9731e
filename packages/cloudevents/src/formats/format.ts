import type { JsonObject } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import type { TypeNames } from "../naming/type-names.ts";
import type { ValidateOptions } from "../validate/options.ts";
import type { Violation } from "../violation.ts";

/**
 * One shape that events have somewhere, and the way from it to an event.
 *
 * Neither `detects` nor `read` ever throws, whatever JSON they are given: what is wrong is a violation.
 */
export type Format = {
  /** As reports and flags call it: `outbox_event`. */
  readonly name: string;
  /** Whether a value looks like this format: by its members alone, so that a flawed one is still taken for what it is. */
  detects(value: JsonObject, context: ReadContext): boolean;
  read(value: JsonObject, context: ReadContext): ReadResult;
  /** Absent where the format is only ever read. */
  write?(event: CloudEvent): JsonObject;
};

export type ReadContext = {
  /** What is a current type, and which one an old name means. */
  readonly types: TypeNames;
  /** The source of events that name none. */
  readonly sourceOf: (branch: string | undefined) => string;
  /** How what was read is judged; which types there are is known already. */
  readonly judging: JudgingOptions;
};

export type JudgingOptions = Omit<ValidateOptions, "knownTypes" | "nulls">;

export type ReadResult = { readonly event: CloudEvent } | Refusal;

export type Refusal = {
  readonly violations: readonly Violation[];
  /** The old name, where it is one that no type answers to. */
  readonly unmappedType?: string;
};

export function isRefusal(result: ReadResult): result is Refusal {
  return "violations" in result;
}
