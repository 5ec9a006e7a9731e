import assert from "node:assert/strict";
import type { CloudEvent } from "@concordat/cloudevents";
import type { Telemetry } from "@concordat/runtime";
import { createRecordingTelemetry } from "@concordat/runtime/fakes";
import { fingerprintOf } from "../history/fingerprint.ts";
import { defineProperty } from "../property.ts";

/** https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/ */
const names = [
  "messaging.client.sent.messages",
  "messaging.client.consumed.messages",
  "messaging.client.operation.duration",
  "messaging.process.duration",
];
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export const t34 = defineProperty({
  id: "T34",
  sentence: "attributes and the trace survive the way, and what is measured has the names of OpenTelemetry",
  async holds(world) {
    const telemetry = createRecordingTelemetry();
    const bucketsOf = new Map<string, readonly number[]>();
    const watched: Telemetry = {
      ...telemetry,
      histogram(name, about) {
        bucketsOf.set(name, about.buckets);
        return telemetry.histogram(name, about);
      },
    };
    const [address, group] = [await world.address(), world.group()];
    const bus = await world.bus(address, { telemetry: watched });
    const [message] = world.messages(address, 1);
    assert.ok(message);
    const came: CloudEvent[] = [];
    await bus.consume(group, { [message.event.type]: (event) => void came.push(event) });

    const { event: sent } = await bus.send(message.event);
    await world.until("it came", () => came.length === 1);
    await world.until("all that is measured was told", () =>
      names.every((name) => telemetry.measured.some((each) => each.name === name)),
    );

    const [arrived] = came;
    assert.ok(arrived);
    assert.deepEqual(fingerprintOf(arrived), fingerprintOf(sent as CloudEvent), "nothing was lost or added");
    assert.equal(
      traceIdOf(arrived.traceparent),
      traceIdOf(message.event.traceparent),
      "it is the same trace",
    );
    assert.equal(arrived.tracestate, message.event.tracestate);
    const handling = telemetry.spans.find(({ about }) => about.kind === "consumer");
    assert.equal(handling?.about.parent?.traceparent, arrived.traceparent, "handling continues the trace");
    for (const name of names.filter((each) => each.endsWith("duration")))
      assert.deepEqual(bucketsOf.get(name), buckets, name);
    for (const { name, attributes } of telemetry.measured.filter((each) => names.includes(each.name)))
      assert.equal(attributes["messaging.destination.name"], address, name);
  },
});

function traceIdOf(traceparent: string | undefined): string | undefined {
  return traceparent?.split("-")[1];
}
