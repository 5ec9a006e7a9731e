import type { CloudEvent } from "@concordat/cloudevents";
import { expect, test, vi } from "vitest";
import { digestOfEvent } from "../bus/digest-of-event.ts";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryInbox } from "../inbox/memory-inbox.ts";
import type { Handler } from "../layer.ts";
import { dedupe } from "./dedupe.ts";

const event = createSampleEvent();

function setUp(consumer = "indexer", inbox = createMemoryInbox({ clock: createFakeClock() })) {
  const onDuplicate = vi.fn();
  const layer = dedupe({ inbox, consumer, digest: digestOfEvent, onDuplicate });
  return {
    inbox,
    onDuplicate,
    deliver: (handle: Handler, it: CloudEvent = event) => layer(handle)(createDelivery({ event: it })),
  };
}

test("an event that comes twice is handled once, and the second time is done with all the same", async () => {
  const { deliver, onDuplicate } = setUp();
  const handle = vi.fn(async () => {});

  await deliver(handle);
  await deliver(handle);

  expect(handle).toHaveBeenCalledOnce();
  expect(onDuplicate).toHaveBeenCalledExactlyOnceWith(event);
});

test("an event that could not be handled may be tried again", async () => {
  const { deliver } = setUp();
  const handle = vi.fn(async () => {}).mockRejectedValueOnce(new Error("away"));

  await expect(deliver(handle)).rejects.toThrow("away");
  await deliver(handle);

  expect(handle).toHaveBeenCalledTimes(2);
});

test.each([
  ["source", createSampleEvent({ source: "/oms/other" })],
  ["id", createSampleEvent({ id: "2" })],
])("another %s is another event", async (_, other) => {
  const { deliver } = setUp();
  const handle = vi.fn(async () => {});

  await deliver(handle);
  await deliver(handle, other);

  expect(handle).toHaveBeenCalledTimes(2);
});

test.each([
  ["data", createSampleEvent({ data: { name: "Other" } })],
  ["type", createSampleEvent({ type: "com.example.undone" })],
])("the same identity with other %s is a conflict, not a duplicate", async (_, other) => {
  const { deliver } = setUp();
  const handle = vi.fn(async () => {});

  await deliver(handle);

  await expect(deliver(handle, other)).rejects.toMatchObject({ code: "CE_ID_CONFLICT" });
  expect(handle).toHaveBeenCalledOnce();
});

test("the same data in another order of members is the same event", async () => {
  const { deliver, onDuplicate } = setUp();

  await deliver(async () => {}, createSampleEvent({ data: { a: 1, b: [2] } }));
  await deliver(async () => {}, createSampleEvent({ data: { b: [2], a: 1 } }));

  expect(onDuplicate).toHaveBeenCalledOnce();
});

test("each consumer handles an event by itself", async () => {
  const one = setUp("indexer");
  const other = setUp("audit", one.inbox);
  const handle = vi.fn(async () => {});

  await one.deliver(handle);
  await other.deliver(handle);

  expect(handle).toHaveBeenCalledTimes(2);
});

test("while one handles an event another is told to wait", async () => {
  const { deliver } = setUp();
  let finish = () => {};
  const first = deliver(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  await Promise.resolve();

  await expect(deliver(async () => {})).rejects.toMatchObject({ code: "INBOX_BUSY", retry: "later" });
  finish();
  await first;
});

test("nothing is handled while the inbox cannot be asked", async () => {
  const inbox = createMemoryInbox({ clock: createFakeClock() });
  const away = { ...inbox, claim: () => Promise.reject(new Error("no connection")) };
  const handle = vi.fn(async () => {});

  await expect(setUp("indexer", away).deliver(handle)).rejects.toThrow("no connection");
  expect(handle).not.toHaveBeenCalled();
});

test("a claim that cannot be given up hides nothing of why the event was not handled", async () => {
  const inbox = createMemoryInbox({ clock: createFakeClock() });
  const away = { ...inbox, release: () => Promise.reject(new Error("no connection")) };
  const handle = () => Promise.reject(new Error("no such customer"));

  await expect(setUp("indexer", away).deliver(handle)).rejects.toMatchObject({
    code: "INBOX_UNREACHABLE",
    cause: { errors: [{ message: "no connection" }, { message: "no such customer" }] },
  });
});
