import { createEvent } from "@concordat/cloudevents";
import type { OutgoingMessage, RawContent } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import type { PutEntry } from "../driver/driver.ts";
import { decodeContent, readMessage } from "./decode-message.ts";
import { createEncoder } from "./encode-message.ts";
import { ownHeaders } from "./headers.ts";
import { messageBytesOf } from "./limits.ts";

const maxEntryBytes = 65_536;
const encode = createEncoder({ bus: "oms-events", maxEntryBytes, clock: createFakeClock() });

const event = createEvent({
  id: "abc-123",
  source: "/oms/main",
  type: "com.foundry.oms.objecttype.created",
  time: "2025-06-08T12:00:00Z",
  branch: "main",
  partition: "object_type/User",
  data: { name: "Größe 尺寸 🧭" },
});

/** As EventBridge delivers it, the JSON written by somebody else. */
function delivered({ Source, DetailType, Detail }: PutEntry): string {
  const envelope = { version: "0", id: "event-id", source: Source, "detail-type": DetailType };
  const text = JSON.stringify({ ...envelope, detail: JSON.parse(Detail) }, undefined, 1);
  return text.replaceAll(/[^ -~\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const thereAndBack = (message: OutgoingMessage) => readMessage(delivered(encode(message).entry));

test("an event has the entry of the mapping, and its way in the metadata", () => {
  const { entry } = encode({ address: "orders", key: "k", event, headers: { note: "n" } });

  expect(entry).toMatchObject({
    EventBusName: "oms-events",
    Source: "oms.main",
    DetailType: "Objecttype Created",
    Time: new Date("2025-06-08T12:00:00Z"),
  });
  expect(JSON.parse(entry.Detail)).toEqual({
    cloudEvents: event,
    omsContext: { branch: "main", partition: "object_type/User" },
    eventBridgeMetadata: {
      converted_at: expect.any(String),
      converter_version: "1.0",
      original_source: "/oms/main",
      event_bus_name: "oms-events",
      address: "orders",
      key: "k",
      headers: { note: "n" },
    },
  });
});

test("it comes back as it was, with key, headers and the id that EventBridge gave it", () => {
  const headers = { unicode: "größe 🧭", empty: "", lines: " a\r\n%41\u0000" };
  const { raw, key, id } = thereAndBack({ address: "orders", key: "k", event, headers });

  expect(decodeContent(raw)).toEqual({ event });
  expect(ownHeaders(raw.headers)).toEqual(headers);
  expect([key, id]).toEqual(["k", "event-id"]);
});

test("without a key it has none, although the event has a partition", () => {
  expect(thereAndBack({ address: "orders", event }).key).toBeUndefined();
});

const structured = { "content-type": "application/cloudevents+json" };
const raws: Record<string, RawContent> = {
  "an event as it is written here": {
    headers: { ...structured, a: "1" },
    body: bytes(JSON.stringify(event)),
  },
  "an event that somebody else wrote": {
    headers: structured,
    body: bytes(JSON.stringify(event, undefined, 2)),
  },
  "an event in binary mode": {
    headers: {
      "content-type": "text/plain",
      "ce-specversion": "1.0",
      "ce-id": "1",
      "ce-source": "/a",
      "ce-type": "t.u",
    },
    body: bytes("größe"),
  },
  "bytes that are no text": { headers: { "x-a": "b" }, body: Uint8Array.of(0, 255, 128) },
  "text that is no JSON": { headers: structured, body: bytes("{") },
  nothing: { headers: {}, body: new Uint8Array(0) },
};

test.each(Object.entries(raws))("%s is passed on to the byte", (_, raw) => {
  const back = thereAndBack({ address: "orders", key: "k", raw, headers: { mark: "m" } });

  expect(Buffer.from(back.raw.body)).toEqual(Buffer.from(raw.body));
  expect(back.raw.headers).toEqual({ ...raw.headers, mark: "m" });
  expect(back.key).toBe("k");
});

test("a raw event has the source and the detail type that it would have as an event", () => {
  for (const what of ["an event as it is written here", "an event that somebody else wrote"]) {
    const { entry } = encode({ address: "orders", raw: raws[what] as RawContent });
    expect([entry.Source, entry.DetailType]).toEqual(["oms.main", "Objecttype Created"]);
  }
  const { entry } = encode({ address: "orders", raw: raws.nothing as RawContent });
  expect([entry.Source, entry.DetailType]).toEqual(["concordat", "Message"]);
});

test("body and headers may have as many bytes as promised, and one more is refused", () => {
  const limit = messageBytesOf(maxEntryBytes);
  const message = (letters: number): OutgoingMessage => ({
    address: "orders",
    event: { ...event, data: "x".repeat(letters) },
    headers: { "x-size": "尺寸" },
  });
  const { raw } = thereAndBack(message(0));
  const around = raw.body.length + Buffer.byteLength(Object.entries(raw.headers).flat().join(""));

  expect(encode(message(limit - around)).bytes).toBeLessThanOrEqual(maxEntryBytes);
  expect(() => encode(message(limit - around + 1))).toThrow(
    expect.objectContaining({ code: "LIMIT_EVENT_BYTES", params: { bytes: limit + 1, limit } }),
  );
});

test("an entry that is too large for AWS is refused, whatever made it so large", () => {
  const headers = { controls: "\u0001".repeat(12_000) };

  expect(() => encode({ address: "orders", event, headers })).toThrow(
    expect.objectContaining({ code: "LIMIT_EVENT_BYTES" }),
  );
});

test("a time that no calendar has is not made the time of the entry", () => {
  const odd = { ...event, time: "no time at all" };

  expect(encode({ address: "orders", event: odd }).entry).not.toHaveProperty("Time");
});

test.each([
  ["", "it is empty"],
  ["x".repeat(513), "513 letters"],
])("an address %j is none", (address, trouble) => {
  expect(() => encode({ address, event })).toThrow(
    expect.objectContaining({ code: "TRANSPORT_ADDRESS", message: expect.stringContaining(trouble) }),
  );
});

test("a header that belongs to the event is refused", () => {
  expect(() => encode({ address: "orders", event, headers: { "ce-id": "2" } })).toThrow(
    expect.objectContaining({ code: "MESSAGE_HEADER" }),
  );
});

test("what others put on the bus is read by its event, and its partition is its key", () => {
  const { key, raw } = readMessage(JSON.stringify({ id: "1", detail: { cloudEvents: event } }));

  expect(key).toBe("object_type/User");
  expect(decodeContent(raw)).toEqual({ event });
});

test("a target that is set to the detail alone is read as well", () => {
  const { raw, id } = readMessage(encode({ address: "orders", event }).entry.Detail);

  expect(decodeContent(raw)).toEqual({ event });
  expect(id).toBeUndefined();
});

test.each(["no JSON", "[]", '{"detail":{}}', '{"detail":{"state":"running"},"source":"aws.ec2","id":"1"}'])(
  "%s is no event, and handed on as it is",
  (text) => {
    const { raw } = readMessage(text);

    expect(Buffer.from(raw.body).toString()).toBe(text);
    expect(decodeContent(raw)).toMatchObject({ event: undefined, violations: [expect.anything()] });
  },
);

test("an event that is wrong is handed on with what is wrong", () => {
  const { raw } = readMessage('{"detail":{"cloudEvents":{"specversion":"1.0","id":"1"}}}');

  expect(decodeContent(raw)).toMatchObject({ event: undefined });
  expect(Buffer.from(raw.body).toString()).toBe('{"specversion":"1.0","id":"1"}');
});

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
