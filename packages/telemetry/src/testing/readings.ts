import type { Telemetry } from "@concordat/runtime";
import {
  AggregationTemporality,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { openTelemetry } from "../open-telemetry.ts";
import { prometheus } from "../prometheus.ts";

/** One series as a test compares it: names as Prometheus has them, of a histogram how often it was told something. */
export type Reading = {
  readonly name: string;
  readonly value: number;
  readonly attributes: Readonly<Record<string, string>>;
};

/** A receiver of measurements, and a way to look at what it has. */
export type Receiver = {
  readonly name: string;
  readonly telemetry: Telemetry;
  read(): Promise<readonly Reading[]>;
  close(): Promise<void>;
};

export function prometheusReceiver(): Receiver {
  const telemetry = prometheus();
  return {
    name: "Prometheus",
    telemetry,
    read: async () =>
      [...telemetry.text().matchAll(/^(\w+?)(?:_count)?(?:\{(.*)\})? (\S+)$/gm)]
        .filter(([line, name]) => !line.startsWith("#") && !/_(bucket|sum)$/.test(name as string))
        .map(([, name = "", labels = "", value]) => ({
          name,
          value: Number(value),
          attributes: Object.fromEntries(
            [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, text]) => [label, text]),
          ),
        })),
    close: async () => {},
  };
}

export function openTelemetryReceiver(): Receiver {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  return {
    name: "OpenTelemetry",
    telemetry: openTelemetry({ meter: provider.getMeter("test") }),
    async read() {
      exporter.reset();
      await provider.forceFlush();
      const metrics = exporter
        .getMetrics()
        .flatMap((each) => each.scopeMetrics.flatMap((scope) => scope.metrics));
      return metrics.flatMap(({ descriptor, dataPoints, ...metric }) =>
        dataPoints.map(({ value, attributes }) => ({
          name: translated(descriptor.name, descriptor.unit, "isMonotonic" in metric && metric.isMonotonic),
          value: typeof value === "number" ? value : (value as Histogram).count,
          attributes: Object.fromEntries(
            Object.entries(attributes).map(([name, text]) => [name.replaceAll(".", "_"), String(text)]),
          ),
        })),
      );
    },
    close: () => provider.shutdown(),
  };
}

/** As OpenTelemetry's own specification has Prometheus call it. */
function translated(name: string, unit: string, isCounter: boolean): string {
  return `${name.replaceAll(".", "_")}${unit === "s" ? "_seconds" : ""}${isCounter ? "_total" : ""}`;
}
