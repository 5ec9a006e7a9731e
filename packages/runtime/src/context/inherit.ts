import type { KnownExtensions } from "@concordat/cloudevents";
import type { TraceContext } from "../ports/telemetry.ts";
import { currentEvent } from "./current-event.ts";

export type Inherited = {
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
  readonly tracestate?: string;
};

type Stories = {
  readonly [Name in "correlationid" | "causationid" | "traceparent"]?: KnownExtensions[Name] | undefined;
};

/**
 * What an event takes over from where it is sent: inside a handler it belongs to the same story as the event being handled and
 * was caused by it, and the trace goes on. What the event says itself is never overruled.
 *
 * The first event of a story has no correlation of its own; those it causes are grouped under its id. Outside of every story and trace there is
 * nothing to inherit.
 */
export function inheritedBy(event: Stories, active: TraceContext | undefined): Inherited | undefined {
  const cause = currentEvent();
  const trace = active ?? cause;
  if (trace === undefined) return undefined;
  return {
    ...(cause !== undefined && event.correlationid === undefined
      ? { correlationid: cause.correlationid ?? cause.id }
      : {}),
    ...(cause !== undefined && event.causationid === undefined ? { causationid: cause.id } : {}),
    ...(event.traceparent === undefined && trace?.traceparent !== undefined
      ? {
          traceparent: trace.traceparent,
          ...(trace.tracestate === undefined ? {} : { tracestate: trace.tracestate }),
        }
      : {}),
  };
}
