import type { CloudEvent } from "@concordat/cloudevents";
import { createBus, createMemoryTransport } from "@concordat/runtime";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTelemetry } from "./open-telemetry.ts";

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

test("a request, what it sends, what handles that and what the handler sends are one trace", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const tracer = provider.getTracer("test");
  const bus = createBus({
    transport: createMemoryTransport(),
    source: "/oms/main",
    telemetry: openTelemetry({ tracer }),
  });
  const audited = Promise.withResolvers<CloudEvent>();
  await bus.consume("indexer", {
    created: async () => {
      await Promise.resolve();
      await bus.send({ type: "indexed" });
    },
  });
  await bus.consume("audit", { indexed: (event) => audited.resolve(event) });

  const request = tracer.startSpan("request");
  const sent = await context.with(trace.setSpan(context.active(), request), () =>
    bus.send({ type: "created" }),
  );
  request.end();
  const last = await audited.promise;
  await bus.close();
  await provider.forceFlush();

  const spans = exporter.getFinishedSpans();
  const nameOf = (id: string | undefined) =>
    spans.find((span) => span.spanContext().spanId === id)?.name ?? id;
  expect(spans.map((span) => [span.name, nameOf(span.parentSpanContext?.spanId)]).toSorted()).toEqual([
    ["process created", "send created"],
    ["process indexed", "send indexed"],
    ["request", undefined],
    ["send created", "request"],
    ["send indexed", "process created"],
  ]);
  expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
  const sending = spans.find(({ name }) => name === "send created")?.spanContext();
  expect(sent.event.traceparent).toBe(`00-${sending?.traceId}-${sending?.spanId}-01`);
  expect(last.traceparent?.slice(3, 35)).toBe(request.spanContext().traceId);
});
