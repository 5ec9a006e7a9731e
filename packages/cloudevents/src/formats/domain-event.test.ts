import type { Json, JsonObject } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checksumOf } from "./checksum.ts";
import { createDomainEventFormat } from "./domain-event.ts";
import { createFormats } from "./formats.ts";
import { event, examplesIn } from "./testing/oms.ts";

const formats = createFormats({ types: ["UserRegistered", "com.foundry.oms.branch.merged"] });
const [, sample = {}] = examplesIn("eventbus/message");

function read(message: object) {
  const result = formats.readAs("domain_event", message);
  if ("event" in result) return result.event;
  throw new Error(result.violations.map(({ message: words }) => words).join("; "));
}

test("the sample is an event with all that the message says, and comes back whole", () => {
  const found = read(sample);

  expect(found).toEqual(
    event({
      id: "0d9f8a34-6f1e-4c58-9a7b-2f4f1f6f7a01",
      source: "/eventbus/User",
      type: "UserRegistered",
      subject: "user_123",
      time: "2025-06-08T12:00:00Z",
      datacontenttype: "application/json",
      aggregatetype: "User",
      aggregateversion: 1,
      issuerid: "user_456",
      issuertype: "user",
      causationid: "cmd_789",
      correlationid: "corr_101",
      category: "domain_event",
      priority: "normal",
      retrycount: 0,
      maxretries: 3,
      schemaversion: "1.0.0",
      data: sample.event_data,
    }),
  );
  expect(formats.write("domain_event", found)).toEqual(sample);
});

test("the fields of a stream entry say the same as the message", () => {
  const { event_data, metadata, version, ...texts } = sample;
  const fields = {
    ...texts,
    version: String(version),
    event_data: JSON.stringify(event_data),
    metadata: JSON.stringify(metadata),
  };

  expect(read(fields)).toEqual(read(sample));
});

test("the checksum is that of the canonical form, so the order of members is no matter", () => {
  const event_data = { b: [1, 2.5, "größe"], a: { z: null } };

  expect(checksumOf(event_data)).toBe(digestOf(event_data));
  const metadata = {
    ...(sample.metadata as JsonObject),
    checksum: digestOf({ a: { z: null }, b: [1, 2.5, "größe"] }),
  };
  expect(read({ ...sample, event_data, metadata }).data).toEqual(event_data);
});

test("a faster checksum may be handed in, and is used both ways", () => {
  const asked: unknown[] = [];
  const checksum = (data: Json) => {
    asked.push(data);
    return digestOf(data);
  };
  const ours = createFormats({ types: ["UserRegistered"], formats: [createDomainEventFormat({ checksum })] });
  const result = ours.readAny(sample);

  expect("event" in result && ours.write("domain_event", result.event)).toEqual(sample);
  expect(asked).toEqual([sample.event_data, sample.event_data]);
});

test("data that is not what was sent is refused", () => {
  const changed = { ...sample, event_data: { ...(sample.event_data as JsonObject), username: "eve" } };

  expect(formats.readAny(changed)).toMatchObject({
    format: "domain_event",
    violations: [{ code: "CHECKSUM_MISMATCH", pointer: "/metadata/checksum" }],
  });
});

test("a message without a checksum is taken at its word, and has one when it is written", () => {
  const { checksum: _none, ...metadata } = sample.metadata as JsonObject;
  const found = read({ ...sample, metadata });

  expect(formats.write("domain_event", found)).toEqual(sample);
});

test("random messages come back whole", () => {
  const text = fc
    .string({ minLength: 1, unit: "grapheme" })
    .filter((each) => !/[\p{C}\p{Noncharacter_Code_Point}]/u.test(each));
  const count = fc.nat(1000);
  const data = fc.dictionary(
    // The one name that no event may carry.
    fc.string().filter((name) => name !== "__proto__"),
    fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.array(fc.integer())),
  );
  const message = fc.record({
    event_id: text,
    event_type: fc.constant("UserRegistered"),
    aggregate_id: text,
    aggregate_type: text,
    version: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    event_data: data,
    metadata: fc.record(
      {
        issuer_id: text,
        issuer_type: fc.constantFrom("user", "system", "service"),
        causation_id: text,
        correlation_id: text,
        category: text,
        priority: fc.constantFrom("critical", "high", "normal", "low"),
        timestamp: fc.constant("2025-06-08T12:00:00Z"),
        retry_count: count,
        max_retries: count,
        schema_version: text,
      },
      { requiredKeys: ["category", "priority", "timestamp", "retry_count", "max_retries"] },
    ),
  });
  fc.assert(
    fc.property(message, (sent) => {
      const checksum = checksumOf(sent.event_data);
      const whole = { ...sent, metadata: { ...sent.metadata, checksum } };

      expect(JSON.parse(JSON.stringify(formats.write("domain_event", read(whole))))).toEqual(whole);
    }),
  );
});

test("an event that never was such a message gets what one wants", () => {
  const merged = event({
    type: "com.foundry.oms.branch.merged",
    subject: "branch/dev",
    time: "2025-06-08T12:00:00Z",
    dataschema: "https://schemas.concordat.example/oms/branch/merged/1.0.0",
    correlationid: "corr-1",
    data: { source_branch: "dev", target_branch: "main" },
  });

  expect(formats.write("domain_event", merged)).toEqual({
    event_id: "abc-123",
    event_type: "com.foundry.oms.branch.merged",
    aggregate_id: "branch/dev",
    aggregate_type: "branch",
    version: 1,
    event_data: { source_branch: "dev", target_branch: "main" },
    metadata: {
      category: "domain_event",
      priority: "normal",
      timestamp: "2025-06-08T12:00:00Z",
      correlation_id: "corr-1",
      checksum: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      retry_count: 0,
      max_retries: 3,
      schema_version: "1.0.0",
    },
  });
});

test.each([
  [{ data: {} }, "/time is absent"],
  [{ time: "2025-06-08T12:00:00Z", data: Uint8Array.of(1) }, "/data is bytes"],
])("an event that cannot be such a message is refused before it is half of one: %j", (members, message) => {
  const sent = event({ type: "UserRegistered", ...members });

  expect(() => formats.write("domain_event", sent)).toThrow(
    expect.objectContaining({ code: "FORMAT_MEMBER", message: expect.stringContaining(message) }),
  );
});

test.each([
  [{ event_data: "{" }, "JSON_SYNTAX"],
  [{ metadata: "[]" }, "FORMAT_MEMBER"],
  [{ event_type: "UserDeleted" }, "TYPE_UNMAPPED"],
  [{ event_type: "" }, "FORMAT_MEMBER"],
  [{ metadata: { timestamp: "yesterday" } }, "CE_TIME"],
  [{ metadata: { checksum: 5 } }, "FORMAT_MEMBER"],
])("a flawed message is refused: %j", (members, code) => {
  expect(formats.readAs("domain_event", { ...sample, ...members })).toMatchObject({ violations: [{ code }] });
});
