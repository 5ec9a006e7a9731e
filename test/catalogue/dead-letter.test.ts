import { type DeadLetter, deadLetterReasons, formatDeadLetter } from "@concordat/runtime";
import { expect, test } from "vitest";
import { examplesOf, version, writer } from "./house.ts";

const isEntry = writer(version("eventbus/dlq/entry/1.0.0"));
const [message] = examplesOf(version("eventbus/message/1.0.0"));

const entry: DeadLetter = {
  id: "5f1c",
  reason: "max_retries_exceeded",
  error: { type: "TypeError", message: "x is undefined", stack: "TypeError: x is undefined" },
  violations: [],
  event: { id: "1", source: "/users", type: "UserRegistered" },
  address: "events:domain_event:normal:p3",
  key: "user_123",
  group: "defense_allies_my-service_projection_handlers",
  handler: "projection_handlers",
  consumer: "node_001",
  position: "1749384000000-0",
  headers: {},
  raw: { headers: { event_type: "UserRegistered" }, body: new TextEncoder().encode('{"user_id":') },
  attempts: 3,
  firstFailedAt: Date.UTC(2025, 5, 8, 12, 0, 0, 40),
  deadLetteredAt: Date.UTC(2025, 5, 8, 12, 0, 0, 410),
  reprocessCount: 0,
  status: "pending",
};

test("a dead letter as JSON keeps the contract, with the event bus message where one can be read", () => {
  const json = formatDeadLetter(entry, { messageOf: () => message });

  expect(json).toMatchObject({
    original_message: message,
    original_stream: "events:domain_event:normal:p3",
    first_failed_at: "2025-06-08T12:00:00.040Z",
    error_type: "TypeError",
  });
  expect(isEntry(json)).toEqual({ valid: true });
});

test("what is no event bus message is shown by its bytes, field by field", () => {
  const json = formatDeadLetter(entry);

  expect(json.original_message).toEqual({
    raw_fields: { event_type: "VXNlclJlZ2lzdGVyZWQ=", body: "eyJ1c2VyX2lkIjo=" },
  });
  expect(isEntry(json)).toEqual({ valid: true });
});

test("every reason and every status of the runtime is one of the contract, and the reverse", () => {
  const { properties } = version("eventbus/dlq/entry/1.0.0").document as {
    properties: { reason: { enum: string[] } };
  };
  expect(properties.reason.enum.toSorted()).toEqual([...deadLetterReasons].toSorted());
  for (const status of ["pending", "reprocessed", "discarded"] as const)
    expect(isEntry(formatDeadLetter({ ...entry, status }))).toEqual({ valid: true });
});

test("what may be absent is absent", () => {
  const { handler: _, consumer: __, ...less } = entry;
  const json = formatDeadLetter({ ...less, error: { type: "", message: "" }, attempts: 0 });

  expect(isEntry(json)).toEqual({ valid: true });
  expect(Object.keys(json)).not.toContain("error_type");
});
