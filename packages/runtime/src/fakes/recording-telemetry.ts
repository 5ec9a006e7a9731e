import type { Attributes, SpanAbout, Telemetry, TraceContext } from "../ports/telemetry.ts";

export type RecordedSpan = {
  readonly name: string;
  readonly about: SpanAbout;
  readonly context: TraceContext;
  attributes: Attributes;
  isEnded: boolean;
  error?: Error;
};

export type RecordingTelemetry = Telemetry & {
  /** Each call in its order: the name of the instrument, the value, what it was said about. */
  readonly measured: readonly {
    readonly name: string;
    readonly value: number;
    readonly attributes: Attributes;
  }[];
  readonly spans: readonly RecordedSpan[];
};

/** Keeps everything it is told; every span is sampled, the nth has the parent id n. */
export function createRecordingTelemetry(): RecordingTelemetry {
  const measured: { name: string; value: number; attributes: Attributes }[] = [];
  const spans: RecordedSpan[] = [];
  const active: RecordedSpan[] = [];
  const keep = (name: string) => (value: number, attributes: Attributes) =>
    void measured.push({ name, value, attributes });
  return {
    measured,
    spans,
    counter: (name) => ({ add: keep(name) }),
    histogram: (name) => ({ record: keep(name) }),
    gauge: (name) => ({ set: keep(name) }),
    activeTrace: () => active.at(-1)?.context,
    startSpan(name, about) {
      const trace = (about.parent ?? active.at(-1)?.context)?.traceparent.slice(3, 35) ?? "a".repeat(32);
      const parentId = String(spans.length + 1).padStart(16, "0");
      const context = { traceparent: `00-${trace}-${parentId}-01` };
      const span: RecordedSpan = { name, about, context, attributes: about.attributes, isEnded: false };
      spans.push(span);
      return {
        context,
        set(attributes) {
          span.attributes = { ...span.attributes, ...attributes };
        },
        end(error) {
          span.isEnded = true;
          if (error !== undefined) span.error = error;
        },
        // Good for what runs one after the other, which is what a test of one delivery does.
        within(run) {
          active.push(span);
          const result = run();
          const leave = () => void active.splice(active.indexOf(span), 1);
          if (result instanceof Promise) result.then(leave, leave);
          else leave();
          return result;
        },
      };
    },
  };
}
