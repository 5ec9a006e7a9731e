import { expect, test } from "vitest";
import { createDelivery } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createRecordingTelemetry } from "../fakes/recording-telemetry.ts";
import { measure } from "./measure.ts";

const where = {
  "messaging.system": "memory",
  "messaging.operation.name": "process",
  "messaging.destination.name": "com.example.happened",
  "messaging.consumer.group.name": "group",
};

test("what is consumed is counted, its time taken, and what is under way shown", async () => {
  const clock = createFakeClock();
  const telemetry = createRecordingTelemetry();
  const run = measure(telemetry, "memory", clock)(() => clock.sleep(250));

  const handled = Promise.all([run(createDelivery()), run(createDelivery())]);
  await clock.advance(250);
  await handled;

  expect(telemetry.measured).toEqual([
    { name: "concordat.consumer.in_flight", value: 1, attributes: where },
    { name: "concordat.consumer.in_flight", value: 2, attributes: where },
    ...[1, 0].flatMap((left) => [
      { name: "messaging.client.consumed.messages", value: 1, attributes: where },
      { name: "messaging.process.duration", value: 0.25, attributes: where },
      { name: "concordat.consumer.in_flight", value: left, attributes: where },
    ]),
  ]);
});

test("a failure is counted under its code, and passed on", async () => {
  const telemetry = createRecordingTelemetry();
  const failure = Object.assign(new Error("away"), { code: "ECONNRESET" });
  const run = measure(telemetry, "memory", createFakeClock())(() => Promise.reject(failure));

  await expect(run(createDelivery())).rejects.toBe(failure);
  expect(telemetry.measured).toContainEqual({
    name: "messaging.client.consumed.messages",
    value: 1,
    attributes: { ...where, "error.type": "ECONNRESET" },
  });
});
