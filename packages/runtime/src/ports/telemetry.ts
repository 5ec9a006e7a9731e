/**
 * What is measured and traced, handed in. The names and attributes are those of OpenTelemetry's messaging conventions, so an
 * adapter to it has nothing to translate; without one, nothing is measured and nothing costs.
 */
export type Telemetry = {
  /** Asked seldom, then kept: making an instrument may be slow, using it must not be. Who asks for the same name again gets the same one. */
  counter(name: string, about: InstrumentAbout): Counter;
  histogram(name: string, about: InstrumentAbout & { readonly buckets: readonly number[] }): Histogram;
  /** A number that goes up and down: what is under way, the state of a breaker. */
  gauge(name: string, about: InstrumentAbout): Gauge;
  /**
   * Begins a span. `undefined` when nobody will ever see it (it is not sampled), so that what it would be told need not be
   * made.
   */
  startSpan(name: string, about: SpanAbout): Span | undefined;
  /** Where the caller stands in a trace, when a span is active. */
  activeTrace(): TraceContext | undefined;
};

export type InstrumentAbout = { readonly unit: string; readonly description: string };
export type Attributes = Readonly<Record<string, string | number | boolean>>;
export type Counter = { add(value: number, attributes: Attributes): void };
export type Histogram = { record(value: number, attributes: Attributes): void };
export type Gauge = { set(value: number, attributes: Attributes): void };

/** As W3C Trace Context has them in its headers. */
export type TraceContext = { readonly traceparent: string; readonly tracestate?: string };

export type SpanAbout = {
  readonly kind: "producer" | "consumer" | "internal";
  /** What it continues. Default: the active span. */
  readonly parent?: TraceContext;
  /** What it belongs to without continuing it: the messages of a batch. */
  readonly links?: readonly TraceContext[];
  readonly attributes: Attributes;
};

export type Span = {
  /** What those who continue it are told. */
  readonly context: TraceContext;
  set(attributes: Attributes): void;
  /** Once, at the end. With an error the span has failed. */
  end(error?: Error): void;
  /** Runs with this span as the active one. */
  within<Result>(run: () => Result): Result;
};

/** As `startSpan` of a receiver that traces nothing: whoever sees it need not make what a span would be told. */
export const noSpans: Telemetry["startSpan"] = () => undefined;

const nothing = { add: () => {}, record: () => {}, set: () => {} };

/** Measures nothing, traces nothing. */
export const noTelemetry: Telemetry = {
  counter: () => nothing,
  histogram: () => nothing,
  gauge: () => nothing,
  startSpan: noSpans,
  activeTrace: () => undefined,
};
