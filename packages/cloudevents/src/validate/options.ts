import type { CloudEvent } from "../cloud-event.ts";
import type { Violation } from "../violation.ts";
import type { TraceContextPolicy } from "./trace-context.ts";

/** What a validator of data answers; the functions of `@concordat/validator` do. */
export type DataVerdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly problems: readonly DataProblem[] };

export type DataProblem = {
  /** JSON Pointer into the data. */
  readonly pointer: string;
  /** A sentence that names the place. */
  readonly message: string;
  /** What would have been right, in a few words. */
  readonly expected?: string;
};

/** Judges the data of an event whose attributes are good. `undefined` means that nothing is known about such data. */
export type ValidateData = (data: unknown, event: CloudEvent) => DataVerdict | undefined;

export type ValidateOptions = {
  /** Judges `data`. What it throws flies on: it is code of the caller, not input. Default: data is not judged. */
  readonly validateData?: ValidateData | undefined;
  /** The types that there are; any other is CE_TYPE_UNKNOWN. Default: all types are welcome. */
  readonly knownTypes?: ReadonlySet<string> | undefined;
  /** What is wrong with a `dataschema` for this type, as in `names nothing in this catalogue`. Default: nothing is. */
  readonly checkDataschema?: ((uri: string, type: string) => string | undefined) | undefined;
  /** Malformed trace attributes. Default `ignore`. */
  readonly traceContext?: TraceContextPolicy | undefined;
  /** What time it is, in milliseconds since 1970. With it, a `time` too far in the future is a warning. Default: not asked. */
  readonly clock?: { now(): number } | undefined;
  /** How far in the future `time` may lie, in milliseconds. Default five minutes. */
  readonly maxSkewMs?: number | undefined;
  /**
   * What `null` means as the value of an attribute: `wrong`, or `unset`, which the JSON event format prescribes for what
   * was read from JSON (2.2). Default `wrong`; the decoders use `unset`.
   */
  readonly nulls?: "wrong" | "unset" | undefined;
};

/**
 * An event, or everything that is wrong with it. Warnings stand among the violations of a valid event, too.
 *
 * Made for `if (verdict.valid)`: behind it, `event` is there.
 */
export type EventVerdict<Event = CloudEvent> =
  | { readonly valid: true; readonly event: Event; readonly violations: readonly Violation[] }
  | { readonly valid: false; readonly event?: undefined; readonly violations: readonly Violation[] };
