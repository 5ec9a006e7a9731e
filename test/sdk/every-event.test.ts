import { createMemoryTransport } from "@concordat/runtime";
import { type AnyEvent, createBus, events, eventTypes, isAnyEvent, isEventType } from "@concordat/sdk";
import * as testing from "@concordat/sdk/testing";
import { expect, test } from "vitest";
import { readSdkEvents } from "./read-sdk-events.ts";

/**
 * What a service does with the SDK, for each of the 29 types of the ontology service: data becomes an event, the event travels over
 * the embedded bus, and its own handler gets it.
 */
const all = readSdkEvents(events, testing);

test("there are 29 types, and nothing else is one", () => {
  expect(eventTypes).toHaveLength(29);
  expect(new Set(eventTypes).size).toBe(29);
  for (const type of eventTypes) expect(type).toMatch(/^com\.foundry\.oms\.[a-z]+\.[a-z]+$/);
  expect(isEventType("com.foundry.oms.objecttype.created")).toBe(true);
  expect(isEventType("com.foundry.oms.objecttype.craeted")).toBe(false);
  expect(isAnyEvent({ type: "com.koosco.order.placed" })).toBe(false);
});

test("every type is sent and handled, by a handler of its own and by one for all", async () => {
  await using bus = createBus({ transport: createMemoryTransport(), source: "/oms/main" });
  const own: string[] = [];
  const one: AnyEvent[] = [];
  const handler = (name: string) => (event: AnyEvent) => void own.push(`${name} ${event.type} ${event.id}`);
  const handlers = Object.fromEntries(all.map(({ name }) => [name, handler(name)]));
  await bus.consume("own", handlers as never);
  await bus.consumeEach("one", (event) => void one.push(event));

  const made = all.map(({ name, make, sample }) => ({
    name,
    event: make(sample(), { subject: `test/${name}` }),
  }));
  const report = await bus.sendMany(made.map(({ event }) => event) as never);

  expect(report).toMatchObject({ stored: 29, refused: 0, unknown: 0 });
  await expect.poll(() => [own.length, one.length]).toEqual([29, 29]);
  expect(own.toSorted()).toEqual(
    made.map(({ name, event }) => `${name} ${event.type} ${event.id}`).toSorted(),
  );
  for (const { event } of made)
    expect(one.find(({ id }) => id === event.id)).toMatchObject({ source: "/oms/main", data: event.data });
});

test.each(all)(
  "$name: its samples are good, and what nobody declared is refused",
  ({ make, sample, smallest }) => {
    expect(make(sample()).data).toEqual(sample());
    expect(make(smallest()).data).toEqual(smallest());
    expect(() => make({ ...sample(), not_a_member: 1 })).toThrow("/data/not_a_member is not declared");
  },
);

test.each(all)("$name: what a newer publisher adds is let through on the way in", ({ make, sample }) => {
  expect(make.validateIncoming({ ...sample(), not_a_member: 1 })).toEqual({ valid: true });
  expect(make.validateIncoming("no object")).toMatchObject({ valid: false });
});
