import { expect, test } from "vitest";
import { createDelivery } from "../fakes/delivery.ts";
import type { MessageHeaders } from "../ports/transport.ts";
import { formatMarks, isForSomebodyElse, parseMarks, withoutMarks } from "./dead-letter-marks.ts";

const marks = { id: "d-1", address: "orders", group: "billing", handler: "charge", reprocessCount: 2 };

const parse = (headers: MessageHeaders, address = "orders") => parseMarks({ headers, address });

test("what is written is read", () => {
  expect(parse(formatMarks(marks))).toEqual(marks);
  const { handler: _, ...less } = marks;
  expect(parse(formatMarks(less))).toEqual(less);
});

test.each([
  [{}],
  [{ ...formatMarks(marks), "reprocess-count": "many" }],
  [{ ...formatMarks(marks), "reprocess-count": "0" }],
  [{ ...formatMarks(marks), "reprocess-count": "99999999999999" }],
  [{ ...formatMarks(marks), "reprocess-id": "" }],
])("headers that are not of our making are no marks: %j", (headers) => {
  expect(parse(headers)).toBeUndefined();
});

test("marks that somebody copied to a message elsewhere mean nothing there", () => {
  const headers = formatMarks(marks);

  expect(parse(headers, "audit")).toBeUndefined();
  expect(isForSomebodyElse(createDelivery({ address: "audit", group: "stock", headers }), undefined)).toBe(
    false,
  );
});

test("a message that was put back is for the group and the handler that gave up on it", () => {
  const isElse = (group: string, handler?: string) =>
    isForSomebodyElse(createDelivery({ address: "orders", group, headers: formatMarks(marks) }), handler);

  expect(isElse("billing", "charge")).toBe(false);
  expect(isElse("billing", "refund")).toBe(true);
  expect(isElse("stock", "charge")).toBe(true);
  expect(isForSomebodyElse(createDelivery({ group: "stock" }), undefined)).toBe(false);
});

test("the marks come off again, in whatever letters they arrive", () => {
  const raw = { headers: { "ce-id": "1", "Reprocess-Id": "d-1", tenant: "a" }, body: Uint8Array.of(1) };

  expect(withoutMarks({ headers: { tenant: "a", ...formatMarks(marks) }, raw })).toEqual({
    headers: { tenant: "a" },
    raw: { headers: { "ce-id": "1", tenant: "a" }, body: Uint8Array.of(1) },
  });
});
