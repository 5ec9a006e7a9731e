import { openConfiguredTransport } from "@concordat/runtime/configured";
import { type AnyEvent, createBus, events } from "@concordat/sdk";
import * as testing from "@concordat/sdk/testing";
import { useService } from "@concordat/test-services";
import { expect, test } from "vitest";
import { brokers } from "../brokers/brokers.ts";
import { readRecordedRuns } from "../brokers/recorded-runs.ts";
import { readSdkEvents } from "./read-sdk-events.ts";

const all = readSdkEvents(events, testing);
/** Installing a broker the first time included, and 29 addresses at an emulator that is in no hurry. */
const patience = 600_000;

/** The generated publishers and consumers know no broker: which one it is, configuration says. */
test.for(brokers)(
  "all 29 types are sent and handled over $transport, which declares what the reference says",
  { timeout: patience },
  async (broker, context) => {
    const service = await useService(broker.service, { exclusive: true, test: context });
    const environment = { CONCORDAT_TRANSPORT: broker.transport, ...broker.environment(service) };
    const transport = await openConfiguredTransport({ environment, folder: import.meta.dirname });
    await using bus = createBus({ transport, source: "/oms/main" });
    // The reference says what was declared when the suite was run last.
    const recorded = readRecordedRuns().find((run) => run.transport === broker.transport);
    expect(JSON.parse(JSON.stringify(transport.capabilities))).toEqual(recorded?.capabilities);

    const own: string[] = [];
    const one: AnyEvent[] = [];
    const handler = (name: string) => (event: AnyEvent) => void own.push(`${name} ${event.type} ${event.id}`);
    await bus.consume("own", Object.fromEntries(all.map(({ name }) => [name, handler(name)])) as never);
    await bus.consumeEach("one", (event) => void one.push(event));

    const made = all.map(({ name, make, sample }) => ({
      name,
      event: make(sample(), { subject: `test/${name}` }),
    }));
    const report = await bus.sendMany(made.map(({ event }) => event) as never);

    expect(report).toMatchObject({ stored: 29, refused: 0, unknown: 0 });
    // At least once: what comes twice is one event.
    const ids = () => new Set(one.map(({ id }) => id));
    await expect
      .poll(() => [new Set(own).size, ids().size], { timeout: patience, interval: 50 })
      .toEqual([29, 29]);
    expect([...new Set(own)].toSorted()).toEqual(
      made.map(({ name, event }) => `${name} ${event.type} ${event.id}`).toSorted(),
    );
    for (const { event } of made)
      expect(one.find(({ id }) => id === event.id)).toMatchObject({ source: "/oms/main", data: event.data });
  },
);
