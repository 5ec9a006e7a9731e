import type { TraceContext } from "@concordat/runtime";
import { createTraceState, isSpanContextValid, type SpanContext } from "@opentelemetry/api";

const versionZero = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * W3C Trace Context, as the CloudEvents attributes `traceparent` and `tracestate` hold it. https://www.w3.org/TR/trace-context/
 *
 * What is malformed is no context: the trace begins anew, as the recommendation has it. Of version 0 alone, where everything has its place.
 */
export function parseTraceContext({ traceparent, tracestate }: TraceContext): SpanContext | undefined {
  if (!versionZero.test(traceparent)) return undefined;
  const parsed: SpanContext = {
    traceId: traceparent.slice(3, 35),
    spanId: traceparent.slice(36, 52),
    traceFlags: Number.parseInt(traceparent.slice(53), 16),
    isRemote: true,
  };
  if (tracestate !== undefined) parsed.traceState = createTraceState(tracestate);
  return isSpanContextValid(parsed) ? parsed : undefined;
}

export function formatTraceContext({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceContext {
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
  const tracestate = traceState?.serialize();
  return tracestate === undefined || tracestate === "" ? { traceparent } : { traceparent, tracestate };
}
