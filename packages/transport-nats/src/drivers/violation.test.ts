import { expect, test } from "vitest";
import { violationIn, wordsOfViolation } from "./violation.ts";

const denied = { operation: "publish", subject: "orders.placed" } as const;
const ofVersion3 = Object.assign(new Error("'…'"), { name: "PermissionViolationError", ...denied });
const ofVersion2 = Object.assign(new Error("'…'"), { permissionContext: { ...denied, queue: undefined } });

test.each([
  ["an error of version 3", ofVersion3],
  ["one that another wraps", new Error("request", { cause: ofVersion3 })],
  ["news of version 3", { type: "error", error: ofVersion3 }],
  ["an error of version 2", ofVersion2],
  ["news of version 2", { type: "error", data: "PERMISSIONS_VIOLATION", permissionContext: denied }],
])("%s is a violation", (_, said) => {
  expect(violationIn(said)).toEqual(denied);
});

test.each([
  ["another error", new Error("timeout")],
  ["other news", { type: "error", error: new Error("'Authorization Violation'") }],
  ["one without a subject", { permissionContext: { operation: "publish", subject: "" } }],
  ["nothing", undefined],
])("%s is none", (_, said) => {
  expect(violationIn(said)).toBeUndefined();
});

/** `fmt.Sprintf("%q", subject)` of the server, between its quotes. */
test.each([
  ["größe", "größe"],
  [String.raw`a\"b\\c`, String.raw`a"b\c`],
  [String.raw`zero\u200bwidth`, "zero\u200bwidth"],
  [String.raw`tag\U000e0001`, String.raw`tag\U000e0001`],
])("the subject %s is read as it was written", (written, subject) => {
  expect(violationIn({ permissionContext: { operation: "subscription", subject: written } })).toEqual({
    operation: "subscription",
    subject,
  });
});

test("it is told in the words of the server", () => {
  expect(wordsOfViolation({ operation: "subscription", subject: "_INBOX.a.*" })).toBe(
    'Permissions Violation for Subscription to "_INBOX.a.*"',
  );
});
