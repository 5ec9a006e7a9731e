import type { Violation } from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { busErrors, deadLetterErrors, runtimeErrors } from "../errors.ts";
import { nonRetryable } from "../failure/non-retryable.ts";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { deadLetterReasons } from "./dead-letter-entry.ts";
import { deadLetterCauseOf } from "./reason-of.ts";

const delivery = createDelivery({ event: createSampleEvent({ id: "1", type: "t" }), position: "7" });
const tried = { attempts: 3, firstFailedAt: 5, trouble: "" };
const exhausted = (cause: unknown) => runtimeErrors.RETRY_EXHAUSTED(tried, { cause });
const pointless = (cause: unknown) => runtimeErrors.RETRY_POINTLESS({ ...tried, attempts: 1 }, { cause });
const violation = (code: string): Violation => ({
  code,
  severity: "error",
  pointer: "",
  message: "",
  hint: "",
});
const unreadable = (code: string) =>
  busErrors.EVENT_UNREADABLE({ position: "7", violations: [violation(code)] });
const invalid = busErrors.EVENT_INVALID({ id: "1", type: "t", violations: [violation("DATA_INVALID")] });
const otherInvalid = busErrors.EVENT_INVALID({ id: "2", type: "t", violations: [violation("DATA_INVALID")] });
const expired = deadLetterErrors.EVENT_EXPIRED({ id: "1", type: "t", ageMs: 2, maxAgeMs: 1 });
const open = runtimeErrors.CIRCUIT_OPEN({ breaker: "b", retryAfterMs: 1 });
const away = new Error("away");

test.each([
  ["every attempt failed", exhausted(away), "max_retries_exceeded", 3],
  ["nobody tries again", away, "max_retries_exceeded", 1],
  ["what was thrown is no error", "a text", "max_retries_exceeded", 1],
  ["the handler says so", nonRetryable(away), "non_retryable_error", 1],
  ["the handler says so, under retry", pointless(away), "non_retryable_error", 1],
  ["one retry stands around another", pointless(exhausted(away)), "max_retries_exceeded", 1],
  ["it is no event", unreadable("CE_MISSING_ATTR"), "deserialization_error", 0],
  ["its checksum is wrong", unreadable("CHECKSUM_MISMATCH"), "checksum_mismatch", 0],
  ["it breaks its contract", invalid, "schema_validation_error", 0],
  ["it breaks its contract, found out under retry", pointless(invalid), "schema_validation_error", 0],
  ["it sent another event, which broke its contract", pointless(otherInvalid), "non_retryable_error", 1],
  ["it is too old", expired, "expired", 0],
  ["the circuit was open too long", exhausted(open), "circuit_open", 3],
])("when %s the reason is told", (_, thrown, reason, attempts) => {
  expect(deadLetterCauseOf(thrown, delivery)).toMatchObject({ reason, attempts });
});

test("every reason has a way to come about", () => {
  const failures = [
    exhausted(away),
    nonRetryable(away),
    unreadable("X"),
    invalid,
    unreadable("CHECKSUM_MISMATCH"),
    exhausted(open),
    expired,
  ];

  expect(failures.map((thrown) => deadLetterCauseOf(thrown, delivery).reason)).toEqual(deadLetterReasons);
});

test("the failure itself is told, without what was said about it", () => {
  expect(deadLetterCauseOf(exhausted(away), delivery)).toMatchObject({ failure: away, firstFailedAt: 5 });
  expect(deadLetterCauseOf(nonRetryable(away), delivery).failure).toBe(away);
  expect(deadLetterCauseOf(invalid, delivery).violations).toMatchObject([{ code: "DATA_INVALID" }]);
});

test("what is wrong with another event is not wrong with this one", () => {
  expect(deadLetterCauseOf(pointless(otherInvalid), delivery).violations).toBeUndefined();
});
