import { eventText } from "../documents.ts";
import { inProcessAsync } from "../in-process.ts";
import type { Row } from "./row.ts";

export const telemetry: Row = {
  name: "telemetry",
  description: "what it costs an event that it is measured and traced, on its way through the embedded bus",
  async cases() {
    const { noTelemetry } = await import("@concordat/runtime");
    const { openTelemetry } = await import("@concordat/telemetry");
    const { prometheus } = await import("@concordat/telemetry/prometheus");
    const { hundredEvents } = await import("../embedded-bus.ts");
    const { data } = JSON.parse(eventText(600)) as { data: unknown };
    const meter = await realMeter();
    return [
      {
        name: "a hundred events of 600 bytes, sent, handled, measured",
        baseline: inProcessAsync("telemetry off", await hundredEvents(data, noTelemetry)),
        subjects: [
          inProcessAsync("Prometheus", await hundredEvents(data, prometheus())),
          inProcessAsync("OpenTelemetry, metrics alone", await hundredEvents(data, openTelemetry({ meter }))),
          inProcessAsync(
            "OpenTelemetry, one trace in a hundred kept",
            await hundredEvents(data, openTelemetry({ meter, tracer: await realTracer(0.01) })),
          ),
          inProcessAsync(
            "OpenTelemetry, every trace kept",
            await hundredEvents(data, openTelemetry({ meter, tracer: await realTracer(1) })),
          ),
        ],
      },
    ];
  },
};

/** The SDK as a service has it; only that nobody takes the figures away. */
async function realMeter() {
  const sdk = await import("@opentelemetry/sdk-metrics");
  const exporter = new sdk.InMemoryMetricExporter(sdk.AggregationTemporality.CUMULATIVE);
  const reader = new sdk.PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  return new sdk.MeterProvider({ readers: [reader] }).getMeter("bench");
}

/** Spans are made, ended and handed to a processor that drops them: what a batch exporter does with them is its own cost. */
async function realTracer(share: number) {
  const sdk = await import("@opentelemetry/sdk-trace");
  const sampler = new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(share) });
  const processor = {
    onStart: () => {},
    onEnd: () => {},
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  return new sdk.TracerProvider({ sampler, spanProcessors: [processor] }).getTracer("bench");
}
