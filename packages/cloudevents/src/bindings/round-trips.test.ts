import fc from "fast-check";
import { expect, test } from "vitest";
import type { CloudEvent } from "../cloud-event.ts";
import { decodeBatch, encodeBatch } from "../json/batch.ts";
import { decodeStructured } from "../json/decode-structured.ts";
import { encodeStructured, structuredText } from "../json/encode-structured.ts";
import { arbitraryEvent } from "../testing/arbitrary-event.ts";
import type { EventVerdict } from "../validate/options.ts";
import { decodeMessage } from "./decode-message.ts";
import { eventBridgeBinding } from "./event-bridge.ts";
import { httpBinding } from "./http.ts";
import { kafkaBinding } from "./kafka.ts";
import { natsBinding } from "./nats.ts";
import { redisBinding } from "./redis.ts";

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 20_000 : 300;
const bindings = [httpBinding, natsBinding, kafkaBinding, redisBinding] as const;

function eventOf(verdict: EventVerdict): CloudEvent {
  expect(verdict.violations).toEqual([]);
  return verdict.event as CloudEvent;
}

test("in JSON an event comes back as it was, as bytes and as text, and as JSON.parse reads it", () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      expect(eventOf(decodeStructured(encodeStructured(event)))).toEqual(event);
      expect(eventOf(decodeStructured(structuredText(event)))).toEqual(event);
      expect(new TextDecoder().decode(encodeStructured(event))).toBe(structuredText(event));
    }),
    { numRuns },
  );
});

test.each(bindings.map((binding) => [binding.name, binding] as const))(
  "over %s an event comes back as it was, in both modes, and on to JSON and back",
  (_name, binding) => {
    fc.assert(
      fc.property(arbitraryEvent, fc.constantFrom("binary", "structured"), (event, mode) => {
        const { headers, body } = binding.encode(event, mode);
        const received = eventOf(binding.decode({ headers, body }));
        expect(received).toEqual(event);
        expect(eventOf(decodeStructured(encodeStructured(received)))).toEqual(event);
        expect(eventOf(decodeMessage({ headers, body }))).toEqual(event);
      }),
      { numRuns },
    );
  },
);

test("through EventBridge an event comes back as it was, as it was put and as it is delivered", () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      const entry = eventBridgeBinding.encode(event);
      expect(eventOf(eventBridgeBinding.decode(entry))).toEqual(event);
      const delivered = {
        source: entry.Source,
        "detail-type": entry.DetailType,
        detail: JSON.parse(entry.Detail),
      };
      expect(eventOf(eventBridgeBinding.decode(delivered))).toEqual(event);
    }),
    { numRuns },
  );
});

test("in a batch every event comes back as it was", () => {
  fc.assert(
    fc.property(fc.array(arbitraryEvent, { maxLength: 5 }), (events) => {
      const { results } = decodeBatch(encodeBatch(events));
      expect(results.map(({ event }) => event)).toEqual(events);
    }),
    { numRuns: Math.ceil(numRuns / 3) },
  );
});

test("whatever the bytes and the headers, there is an event or an error, and never a throw", () => {
  const name = fc.oneof(
    fc.constantFrom(
      "ce-id",
      "ce-type",
      "ce-source",
      "ce-specversion",
      "ce_id",
      "ce-datacontenttype",
      "content-type",
      "__proto__",
      "ce-__proto__",
      "CE-ID",
      "data",
    ),
    fc.string(),
  );
  const value = fc.oneof(
    fc.constantFrom(
      "1.0",
      "/a",
      "%zz",
      "%ff",
      "application/json",
      "application/cloudevents+json",
      "text/plain",
    ),
    fc.string({ unit: "binary" }),
    fc.uint8Array(),
    fc.constant(undefined),
    fc.array(fc.string()),
    fc.anything(),
  ) as fc.Arbitrary<string>;
  const body = fc.oneof(fc.uint8Array(), fc.json(), fc.string(), fc.constant(undefined), fc.constant(null));
  const headers = fc.oneof(fc.dictionary(name, value), fc.array(fc.tuple(name, value)));
  fc.assert(
    fc.property(headers, body, fc.constantFrom(...bindings), (all, content, binding) => {
      for (const { valid, event, violations } of [
        binding.decode({ headers: all, body: content }),
        decodeMessage({ headers: all, body: content }),
        decodeStructured(content ?? ""),
      ]) {
        expect(valid).toBe(event !== undefined);
        expect(valid).toBe(!violations.some(({ severity }) => severity === "error"));
      }
    }),
    { numRuns: numRuns * 3 },
  );
});
