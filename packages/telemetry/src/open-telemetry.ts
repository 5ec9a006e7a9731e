import type { InstrumentAbout, Span, SpanAbout, Telemetry, TraceContext } from "@concordat/runtime";
import {
  type Context,
  context,
  isSpanContextValid,
  type Meter,
  metrics,
  type Span as OtelSpan,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { formatTraceContext, parseTraceContext } from "./trace-context.ts";

export type OpenTelemetryOptions = {
  /** Default: of the provider that is registered globally, under the name `@concordat/runtime`. */
  readonly tracer?: Tracer;
  readonly meter?: Meter;
};

/** Tells OpenTelemetry what the runtime measures and traces. Names and attributes are its own already, so nothing is translated. */
export function openTelemetry(options: OpenTelemetryOptions = {}): Telemetry {
  const { tracer = trace.getTracer("@concordat/runtime"), meter = metrics.getMeter("@concordat/runtime") } =
    options;
  return {
    counter: (name, about) => meter.createCounter(name, about),
    gauge: (name, about) => {
      const gauge = meter.createGauge(name, about);
      return { set: (value, attributes) => gauge.record(value, attributes) };
    },
    histogram: (name, { buckets, ...about }) =>
      meter.createHistogram(name, {
        ...(about satisfies InstrumentAbout),
        advice: { explicitBucketBoundaries: [...buckets] },
      }),
    startSpan: (name, about) => startSpan(tracer, name, about),
    activeTrace: () => contextOf(trace.getActiveSpan()?.spanContext()),
  };
}

const kinds = {
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

function startSpan(tracer: Tracer, name: string, { kind, parent, links, attributes }: SpanAbout) {
  const under = parent === undefined ? context.active() : continuing(parent);
  const linked = links?.flatMap((link) => parseTraceContext(link) ?? []);
  const span = tracer.startSpan(
    name,
    {
      kind: kinds[kind],
      attributes,
      ...(linked === undefined ? {} : { links: linked.map((context) => ({ context })) }),
    },
    under,
  );
  const own = contextOf(span.spanContext());
  // Without an SDK there is no span; one that is not sampled still has a context, so that those below do not begin a trace of their own.
  return own === undefined ? undefined : wrap(span, own, under);
}

/** Where the context is malformed a trace begins, also where another span happens to be active. */
function continuing(parent: TraceContext): Context {
  const remote = parseTraceContext(parent);
  return remote === undefined
    ? trace.deleteSpan(context.active())
    : trace.setSpanContext(context.active(), remote);
}

function wrap(span: OtelSpan, own: TraceContext, under: Context): Span {
  return {
    context: own,
    set: (attributes) => void span.setAttributes(attributes),
    end(error) {
      if (error !== undefined) {
        span.recordException(error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      }
      span.end();
    },
    within: (run) => context.with(trace.setSpan(under, span), run),
  };
}

function contextOf(given: SpanContext | undefined): TraceContext | undefined {
  return given !== undefined && isSpanContextValid(given) ? formatTraceContext(given) : undefined;
}
