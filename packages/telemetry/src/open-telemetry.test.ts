import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  AlwaysOffSampler,
  InMemorySpanExporter,
  type Sampler,
  SimpleSpanProcessor,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTelemetry } from "./open-telemetry.ts";

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

function setUp(sampler?: Sampler) {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
    ...(sampler === undefined ? {} : { sampler }),
  });
  const tracer = provider.getTracer("test");
  const finished = async () => {
    await provider.forceFlush();
    return exporter.getFinishedSpans();
  };
  return { tracer, finished, telemetry: openTelemetry({ tracer }) };
}

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const about = { kind: "consumer", attributes: { "messaging.system": "memory" } } as const;

test("a span continues the trace that it is given, and is active within", async () => {
  const { telemetry, finished } = setUp();
  const span = telemetry.startSpan("process a", { ...about, parent: { traceparent } });
  const active = await span?.within(async () => {
    await Promise.resolve();
    return telemetry.activeTrace();
  });
  span?.end();

  const [exported] = await finished();
  expect(exported?.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
  expect(exported?.parentSpanContext?.spanId).toBe("b7ad6b7169203331");
  expect(exported?.attributes).toEqual({ "messaging.system": "memory" });
  expect(active).toEqual(span?.context);
});

test("without one it continues what is active", async () => {
  const { tracer, telemetry } = setUp();
  const outer = tracer.startSpan("request");

  const span = context.with(trace.setSpan(context.active(), outer), () =>
    telemetry.startSpan("send a", { ...about, kind: "producer" }),
  );

  expect(span?.context.traceparent.split("-")[1]).toBe(outer.spanContext().traceId);
});

test("with one that is malformed a trace begins anew, whatever is active", async () => {
  const { tracer, telemetry, finished } = setUp();
  const outer = tracer.startSpan("request of somebody else");

  const span = context.with(trace.setSpan(context.active(), outer), () =>
    telemetry.startSpan("process a", { ...about, parent: { traceparent: "malformed" } }),
  );
  span?.end();

  expect(span?.context.traceparent.split("-")[1]).not.toBe(outer.spanContext().traceId);
  expect((await finished())[0]?.parentSpanContext).toBeUndefined();
});

test("a failure is the span's status, and its exception", async () => {
  const { telemetry, finished } = setUp();
  telemetry.startSpan("process a", about)?.end(new Error("index is away"));

  const [exported] = await finished();
  expect(exported?.status).toMatchObject({ code: 2, message: "index is away" });
  expect(exported?.events[0]?.name).toBe("exception");
});

test("what is not sampled is not exported, and says so to those below", async () => {
  const { telemetry, finished } = setUp(new AlwaysOffSampler());
  const span = telemetry.startSpan("process a", { ...about, parent: { traceparent } });
  span?.end();

  expect(span?.context.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
  expect(await finished()).toEqual([]);
});

test("without an SDK there are no spans", () => {
  expect(openTelemetry().startSpan("process a", about)).toBeUndefined();
  expect(openTelemetry().activeTrace()).toBeUndefined();
});

test("instruments reach the meter, histograms with the buckets asked for", async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const telemetry = openTelemetry({ meter: provider.getMeter("test") });
  const told = { unit: "1", description: "a number" };

  telemetry.counter("count", told).add(2, { a: "b" });
  telemetry.gauge("level", told).set(7, {});
  telemetry.histogram("time", { ...told, unit: "s", buckets: [0.1, 1] }).record(0.5, {});
  await provider.forceFlush();
  await provider.shutdown();

  const exported = exporter.getMetrics()[0]?.scopeMetrics[0]?.metrics ?? [];
  const exportedOf = (name: string) =>
    exported.find(({ descriptor }) => descriptor.name === name)?.dataPoints[0]?.value;
  expect(exportedOf("count")).toBe(2);
  expect(exportedOf("level")).toBe(7);
  expect(exportedOf("time")).toMatchObject({
    count: 1,
    buckets: { boundaries: [0.1, 1], counts: [0, 1, 0] },
  });
});
