import { expect, test } from "vitest";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { createRecordingTelemetry } from "../fakes/recording-telemetry.ts";
import { noTelemetry } from "../ports/telemetry.ts";
import { trace } from "./trace.ts";

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test("the span continues the trace of the event, and is the active one while it is handled", async () => {
  const telemetry = createRecordingTelemetry();
  const event = createSampleEvent({ traceparent, correlationid: "story" });
  let active: string | undefined;

  await trace(
    telemetry,
    "memory",
  )(async () => {
    active = telemetry.activeTrace()?.traceparent;
  })(createDelivery({ event, address: "oms.objecttype.created", group: "indexer", attempt: 2 }));

  const [span] = telemetry.spans;
  expect(span?.about.parent).toEqual({ traceparent });
  expect(active).toBe("00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01");
  expect(span).toMatchObject({
    name: "process oms.objecttype.created",
    isEnded: true,
    about: { kind: "consumer" },
    attributes: {
      "messaging.system": "memory",
      "messaging.operation.name": "process",
      "messaging.operation.type": "process",
      "messaging.destination.name": "oms.objecttype.created",
      "messaging.consumer.group.name": "indexer",
      "messaging.message.id": "1",
      "messaging.message.conversation_id": "story",
      "cloudevents.event_type": "com.example.happened",
      "concordat.delivery.attempt": 2,
    },
  });
});

test("a failure ends the span as failed, and is what the layer outside gets", async () => {
  const telemetry = createRecordingTelemetry();
  const run = trace(telemetry, "memory")(() => Promise.reject("no"));

  await expect(run(createDelivery())).rejects.toBe("no");
  expect(telemetry.spans[0]).toMatchObject({ isEnded: true, error: { code: "HANDLER_THREW" } });
});

test("a message that is no event has a span, too", async () => {
  const telemetry = createRecordingTelemetry();

  await trace(telemetry, "memory")(async () => {})(
    createDelivery({ content: { event: undefined, violations: [] } }),
  );

  expect(telemetry.spans[0]?.attributes).not.toHaveProperty("cloudevents.event_id");
});

test("without a span the handler runs all the same", async () => {
  let ran = false;

  await trace(
    noTelemetry,
    "memory",
  )(async () => {
    ran = true;
  })(createDelivery());

  expect(ran).toBe(true);
});

test("who traces nothing is not asked about deliveries", () => {
  const handler = async () => {};

  expect(trace(noTelemetry, "memory")(handler)).toBe(handler);
});
