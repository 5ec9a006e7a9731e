import type {
  Attributes,
  InstrumentAbout,
  Span,
  SpanAbout,
  Telemetry,
  TraceContext,
} from "@concordat/runtime";
import {
  type Context,
  context,
  isSpanContextValid,
  type Meter,
  metrics,
  type Span as OtelSpan,
  type SpanContext,
  SpanKind,
  type SpanOptions,
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

function startSpan(
  tracer: Tracer,
  name: string,
  { kind, parent, links, attributes }: SpanAbout,
): Span | undefined {
  const under = parent === undefined ? context.active() : continuing(parent);
  const options: SpanOptions = { kind: kinds[kind], attributes };
  if (links !== undefined)
    options.links = links.flatMap((link) => {
      const linked = parseTraceContext(link);
      return linked === undefined ? [] : [{ context: linked }];
    });
  const span = tracer.startSpan(name, options, under);
  const own = span.spanContext();
  // Without an SDK there is no span; one that is not sampled still has a context, so that those below do not begin a trace of their own.
  return isSpanContextValid(own) ? new SpanOfOpenTelemetry(span, own, under) : undefined;
}

/** Where the context is malformed a trace begins, also where another span happens to be active. */
function continuing(parent: TraceContext): Context {
  const remote = parseTraceContext(parent);
  return remote === undefined
    ? trace.deleteSpan(context.active())
    : trace.setSpanContext(context.active(), remote);
}

class SpanOfOpenTelemetry implements Span {
  readonly #span: OtelSpan;
  readonly #own: SpanContext;
  readonly #under: Context;

  constructor(span: OtelSpan, own: SpanContext, under: Context) {
    this.#span = span;
    this.#own = own;
    this.#under = under;
  }

  get context(): TraceContext {
    return formatTraceContext(this.#own);
  }

  set(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  end(error?: Error): void {
    if (error !== undefined) {
      this.#span.recordException(error);
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    }
    this.#span.end();
  }

  within<Result>(run: () => Result): Result {
    return context.with(trace.setSpan(this.#under, this.#span), run);
  }
}

function contextOf(given: SpanContext | undefined): TraceContext | undefined {
  return given !== undefined && isSpanContextValid(given) ? formatTraceContext(given) : undefined;
}
