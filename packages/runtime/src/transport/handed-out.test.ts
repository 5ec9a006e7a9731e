import type { CloudEvent } from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { createSampleEvent } from "../fakes/delivery.ts";
import type { RawContent } from "../ports/transport.ts";
import { wholeDelivery } from "./frugal-handlers.ts";
import { HandedOut } from "./handed-out.ts";
import { Handout } from "./handout.ts";

function handOut(
  raw: RawContent = { headers: { tenant: "a", "ce-id": "1" }, body: Uint8Array.of(1, 2) },
  data: unknown = {},
) {
  const handout = new Handout(undefined, 0);
  const delivery = new HandedOut({
    address: "orders",
    group: "billing",
    key: "7",
    attempt: 2,
    position: "5",
    receivedAt: 1000,
    raw,
    decode: ({ body }) => ({
      event: createSampleEvent({ data: data === "body" ? body : structuredClone(data) }) as CloudEvent,
    }),
    ownHeaders: ({ tenant = "" }) => ({ tenant }),
    handout,
  });
  return { delivery, handout, raw };
}

test.each([
  ["a delivery that is whole", () => handOut().delivery.whole()],
  ["one that was made whole twice", () => wholeDelivery(handOut().delivery.whole())],
  ["the same had again", () => (handOut().delivery.whole() as HandedOut).again()],
])("a copy with three dots of %s has every member", (_, made) => {
  const delivery = made();

  const copy = { ...delivery };

  expect(Object.keys(copy).sort()).toEqual([
    "address",
    "attempt",
    "content",
    "group",
    "headers",
    "key",
    "position",
    "raw",
    "receivedAt",
    "signal",
  ]);
  expect(copy).toMatchObject({
    address: "orders",
    headers: { tenant: "a" },
    raw: { headers: { tenant: "a", "ce-id": "1" }, body: Uint8Array.of(1, 2) },
  });
  expect(copy.signal).toBe(delivery.signal);
});

test("what was looked at once is the same afterwards", () => {
  const { delivery } = handOut();

  expect(delivery.raw).toBe(delivery.raw);
  expect(delivery.headers).toBe(delivery.headers);
  expect(delivery.signal).toBe(delivery.signal);
});

test("a signal that was asked for in time tells when the message is no longer here", () => {
  const { delivery, handout } = handOut();
  const { signal } = delivery;
  let told: unknown;
  signal.addEventListener("abort", () => {
    told = signal.reason;
  });

  handout.settle("timed out");

  expect(told).toMatchObject({ name: "AbortError", message: expect.stringContaining("took too long") });
});

test("and one that is asked for afterwards says so, too", () => {
  const { delivery, handout } = handOut();
  handout.settle("handled");

  expect(delivery.signal).toMatchObject({ aborted: true, reason: { name: "AbortError" } });
});

test("what a handler changes is not seen in the same delivery had again, nor in the transport's own message", () => {
  const { delivery, raw } = handOut(undefined, { order: { total: 5 } });
  const data = delivery.content.event?.data as { order: { total: number } };
  data.order.total = 0;
  delivery.raw.body[0] = 9;
  (delivery.raw.headers as Record<string, string>).tenant = "b";
  (delivery.headers as Record<string, string>).tenant = "b";

  const again = delivery.again();

  expect(again.content.event?.data).toEqual({ order: { total: 5 } });
  expect(again.raw).toEqual({ headers: { tenant: "a", "ce-id": "1" }, body: Uint8Array.of(1, 2) });
  expect(again.headers).toEqual({ tenant: "a" });
  expect(raw.body).toEqual(Uint8Array.of(1, 2));
  expect(again.signal).toBe(delivery.signal);
});

test("data that is the body itself is the delivery's own", () => {
  const { delivery, raw } = handOut(undefined, "body");

  (delivery.content.event?.data as Uint8Array)[0] = 9;

  expect(raw.body).toEqual(Uint8Array.of(1, 2));
});

test("a copy is told from a delivery, since it may say other things", () => {
  const { delivery } = handOut();

  expect([HandedOut.is(delivery), HandedOut.is({ ...delivery.whole(), address: "elsewhere" })]).toEqual([
    true,
    false,
  ]);
});
