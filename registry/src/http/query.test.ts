import { expect, test } from "vitest";
import { readQuery } from "./query.ts";
import { nonEmpty, oneOf } from "./readers.ts";

const spec = { kind: oneOf(["event", "fragment"]), type: nonEmpty };

test("values are decoded, and what is not asked for is absent", () => {
  expect(readQuery("/list?type=com.%C3%A9+x", spec)).toEqual({ type: "com.é x" });
  expect(readQuery("/list", spec)).toEqual({});
  expect(readQuery("/list?", spec)).toEqual({});
});

test.each([
  [
    "a misspelt name",
    "?knd=event",
    "QUERY_UNKNOWN",
    'there is no query parameter "knd" (did you mean "kind"?)',
  ],
  ["a name of every object", "?__proto__=1", "QUERY_UNKNOWN", 'there is no query parameter "__proto__"'],
  ["a repetition", "?type=a&type=b", "QUERY_INVALID", 'the query parameter "type" stands more than once'],
  [
    "a misspelt value",
    "?kind=evnt",
    "QUERY_INVALID",
    'is one of event, fragment, and not "evnt" (did you mean "event"?)',
  ],
  ["an empty value", "?type", "QUERY_INVALID", 'the query parameter "type" is empty'],
  ["broken percent-encoding", "?type=%zz", "BAD_URL", "the URL is not percent-encoded UTF-8"],
  ["bytes that are no UTF-8", "?type=%ff", "BAD_URL", "the URL is not percent-encoded UTF-8"],
])("%s is refused", (_what, query, code, message) => {
  expect(() => readQuery(`/list${query}`, spec)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});
