import { expect, test } from "vitest";
import { checkVersionedId, formatVersionedId, parseVersionedId } from "./versioned-id.ts";

test("path and version come back as they were written", () => {
  const id = parseVersionedId("oms/objecttype/created/1.10.0");

  expect(id).toEqual({
    segments: ["oms", "objecttype", "created"],
    version: { major: 1, minor: 10, patch: 0 },
  });
  expect(id && formatVersionedId(id)).toBe("oms/objecttype/created/1.10.0");
  expect(checkVersionedId("oms/objecttype/created/1.10.0")).toBeUndefined();
});

test.each([
  ["oms/created/latest", "VERSION_INVALID"],
  ["oms/created/1.0", "VERSION_INVALID"],
  ["oms/created", "CONTRACT_ID"],
  ["1.0.0", "CONTRACT_ID"],
  ["oms/1.0.0", "CONTRACT_ID"],
  ["", "CONTRACT_ID"],
  ["../../x/1.0.0", "CONTRACT_ID"],
  ["oms/\u202ex/1.0.0", "SCHEMA_NAME_CHARS"],
])("%j is refused as %s", (text, code) => {
  expect(parseVersionedId(text)).toBeUndefined();
  expect(checkVersionedId(text)?.code).toBe(code);
});
