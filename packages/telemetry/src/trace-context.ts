import type { TraceContext } from "@concordat/runtime";
import { createTraceState, isSpanContextValid, type SpanContext } from "@opentelemetry/api";

/** W3C Trace Context, as the CloudEvents attributes `traceparent` and `tracestate` hold it. https://www.w3.org/TR/trace-context/ */
const versionZero = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** What is malformed is no context: the trace begins anew, as the recommendation has it. */
export function parseTraceContext({ traceparent, tracestate }: TraceContext): SpanContext | undefined {
  const [, traceId, spanId, flags] = versionZero.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  const parsed: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(tracestate === undefined ? {} : { traceState: createTraceState(tracestate) }),
  };
  return isSpanContextValid(parsed) ? parsed : undefined;
}

export function formatTraceContext({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceContext {
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
  const tracestate = traceState?.serialize();
  return tracestate === undefined || tracestate === "" ? { traceparent } : { traceparent, tracestate };
}
