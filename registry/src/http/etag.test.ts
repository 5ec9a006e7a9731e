import { expect, test } from "vitest";
import { checkIfMatch, isHeld } from "./etag.ts";

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ["*", true],
  ['"b"', false],
  [undefined, false],
])("If-None-Match: %s", (header, held) => {
  expect(isHeld({ ...(header && { "if-none-match": header }) }, '"a"')).toBe(held);
});

test.each([
  ['"a"', '"a"', true],
  ['"b", "a"', '"a"', true],
  ["*", '"a"', true],
  ["*", undefined, false],
  ['W/"a"', '"a"', false],
  ['"b"', '"a"', false],
])("If-Match: %s over %s", (header, etag, isMatch) => {
  const check = () => checkIfMatch({ "if-match": header }, etag);

  if (isMatch) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: "PRECONDITION_FAILED" }));
});
