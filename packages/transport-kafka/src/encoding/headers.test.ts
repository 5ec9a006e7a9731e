import { type CloudEvent, kafkaBinding, structuredType } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf } from "./body.ts";
import { eachHeaderOf, ownHeaders } from "./headers.ts";

function headersOf(message: OutgoingMessage, isStructured = false): Record<string, string> {
  const headers: Record<string, string> = {};
  eachHeaderOf(message, isStructured, (name, value) => {
    expect(headers).not.toHaveProperty([name]);
    headers[name] = value;
  });
  return headers;
}

const events: fc.Arbitrary<CloudEvent> = fc
  .record(
    {
      specversion: fc.constant("1.0" as const),
      id: fc.string({ minLength: 1, unit: "grapheme" }),
      source: fc.constantFrom("/orders", "urn:x:y"),
      type: fc.constant("com.example.happened"),
      subject: fc.string({ minLength: 1, unit: "grapheme" }),
      sequencenumber: fc.nat(),
      urgent: fc.boolean(),
      datacontenttype: fc.constantFrom("application/json", "text/plain", "application/octet-stream"),
      data: fc.oneof(
        fc.json().map((text) => JSON.parse(text)),
        fc.string(),
        fc.uint8Array(),
      ),
    },
    { requiredKeys: ["specversion", "id", "source", "type"] },
  )
  .map((event) => event as CloudEvent);

test("what is written without an object in between is what the binding says", () => {
  fc.assert(
    fc.property(events, (event) => {
      const encoded = kafkaBinding.encode(event);
      expect(headersOf({ address: "orders", event })).toEqual(encoded.headers);
      expect(bodyOf({ address: "orders", event }, false)).toEqual(encoded.body);
    }),
  );
});

const event: CloudEvent = { specversion: "1.0", id: "1", source: "/s", type: "t", data: { a: 1 } };

test("in structured mode one header says so, and headers of the message come after it", () => {
  const message = { address: "orders", event, headers: { note: "n" } };

  expect(headersOf(message, true)).toEqual({ "content-type": structuredType, note: "n" });
});

test("headers beside raw ones take the place of those of the same name", () => {
  const raw = { headers: { ce_id: "1", note: "old", kept: "k" }, body: Buffer.from("{}") };

  expect(headersOf({ address: "orders", raw, headers: { note: "new" } })).toEqual({
    ce_id: "1",
    kept: "k",
    note: "new",
  });
});

test.each(["content-type", "ce-id", "Note", "with space"])("a header called %j is refused", (name) => {
  expect(() => headersOf({ address: "orders", event, headers: { [name]: "x" } })).toThrow(
    expect.objectContaining({ code: "MESSAGE_HEADER" }),
  );
});

test("own headers are those that are not the event", () => {
  const headers = { ce_id: "1", "content-type": "text/plain", "ce-id": "2", note: "n" };

  expect(ownHeaders(headers)).toEqual({ note: "n" });
});

test("a raw message without a body has no value, unless it is an empty text", () => {
  const empty = new Uint8Array(0);

  expect(bodyOf({ address: "a", raw: { headers: { ce_id: "1" }, body: empty } }, false)).toBeNull();
  expect(
    bodyOf({ address: "a", raw: { headers: { "content-type": "text/plain" }, body: empty } }, false),
  ).toBe(empty);
});
