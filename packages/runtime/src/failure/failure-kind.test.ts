import { ConcordatError } from "@concordat/errors";
import { expect, test } from "vitest";
import { runtimeErrors } from "../errors.ts";
import { failureKindOf, retryAfterOf } from "./failure-kind.ts";
import { nonRetryable, withoutRemark } from "./non-retryable.ts";

const coded = (code: string, retry: "never" | "later" | "check-first") =>
  new ConcordatError({ code, message: "", hint: "", kind: "fault", retry, params: {} });
const tried = { attempts: 1, firstFailedAt: 0, trouble: "" };

test("what nobody classified may pass", () => {
  expect([new Error(), new TypeError(), "a text", undefined].map(failureKindOf)).toEqual(
    Array(4).fill("passing"),
  );
});

test("an error that says of itself that it comes again is pointless, one that passes or has to be looked at is not", () => {
  expect(failureKindOf(coded("EVENT_INVALID", "never"))).toBe("pointless");
  expect(failureKindOf(coded("SEND_REFUSED", "later"))).toBe("passing");
  expect(failureKindOf(coded("SEND_UNKNOWN", "check-first"))).toBe("passing");
  expect(failureKindOf(nonRetryable(new Error()))).toBe("pointless");
  expect(failureKindOf(runtimeErrors.RETRY_EXHAUSTED(tried))).toBe("pointless");
});

test("an open circuit and an event that somebody else holds are no attempts", () => {
  expect(failureKindOf(runtimeErrors.CIRCUIT_OPEN({ breaker: "b", retryAfterMs: 5 }))).toBe("not-yet");
  expect(failureKindOf(coded("INBOX_BUSY", "later"))).toBe("not-yet");
});

test("a message that went back to its group is neither", () => {
  expect(failureKindOf(runtimeErrors.RETRY_INTERRUPTED(tried))).toBe("interrupted");
});

test("how long it is too early is said by the failure, and by no stranger", () => {
  expect(retryAfterOf(runtimeErrors.CIRCUIT_OPEN({ breaker: "b", retryAfterMs: 5 }))).toBe(5);
  expect(retryAfterOf(Object.assign(new Error(), { params: { retryAfterMs: 5 } }))).toBe(0);
  expect(retryAfterOf(coded("INBOX_BUSY", "later"))).toBe(0);
});

test("an error that another attempt cannot help keeps its words and its cause", () => {
  const cause = new Error("no such customer");

  expect(nonRetryable(cause).message).toBe("no such customer");
  expect(withoutRemark(nonRetryable(cause))).toBe(cause);
  expect(withoutRemark(cause)).toBe(cause);
});
