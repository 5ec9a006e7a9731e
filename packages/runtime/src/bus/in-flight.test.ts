import { expect, test } from "vitest";
import { createRecordingTelemetry } from "../fakes/recording-telemetry.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { createBus } from "./create-bus.ts";

test("what is in flight is told of a group as a whole, however many members it has here", async () => {
  const telemetry = createRecordingTelemetry();
  const bus = createBus({ transport: createMemoryTransport(), source: "/shop", telemetry });
  const release = Promise.withResolvers<void>();
  const both = Promise.withResolvers<void>();
  let running = 0;
  const handle = () => {
    running += 1;
    if (running === 2) both.resolve();
    return release.promise;
  };
  const audited = Promise.withResolvers<void>();
  let seen = 0;
  const audit = () => {
    seen += 1;
    if (seen === 2) audited.resolve();
  };
  for (const group of ["indexer", "indexer", "audit"])
    await bus.consume(group, { happened: group === "audit" ? audit : handle }, { maxInFlight: 1 });

  await bus.send([{ type: "happened" }, { type: "happened" }]);
  await Promise.all([both.promise, audited.promise]);
  release.resolve();
  await bus.close();

  const of = (wanted: string) =>
    telemetry.measured
      .filter(({ name }) => name === "concordat.consumer.in_flight")
      .filter(({ attributes }) => attributes["messaging.consumer.group.name"] === wanted)
      .map(({ value }) => value);
  expect(of("indexer")).toEqual([1, 2, 1, 0]);
  expect(of("audit")).toEqual([1, 0, 1, 0]);
});
