import { expect, test } from "vitest";
import { matchesPath, matchesText } from "./glob.ts";

test.each([
  ["commerce/order/placed", "commerce/order/placed", true],
  ["commerce/order/placed", "commerce/order/placed2", false],
  ["commerce/*", "commerce/order", true],
  ["commerce/*", "commerce/order/placed", false],
  ["commerce/*", "commerce", false],
  ["commerce/**", "commerce/order/placed", true],
  ["commerce/**", "commerce", true],
  ["**", "anything/at/all", true],
  ["**/created", "oms/objecttype/created", true],
  ["**/created", "oms/objecttype/updated", false],
  ["oms/*/created", "oms/objecttype/created", true],
  ["oms/*type/created", "oms/linktype/created", true],
  ["oms/*type/created", "oms/branch/created", false],
  ["oms/**/x/**/y", "oms/a/x/b/x/c/y", true],
])("the path pattern %s and %s: %s", (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});

test.each([
  ["com.foundry.*", "com.foundry.oms.branch.created", true],
  ["*.created", "com.foundry.oms.branch.created", true],
  ["*created*", "created", true],
  ["UserRegistered", "UserRegistered", true],
  ["UserRegistered", "userRegistered", false],
  ["", "", true],
  ["*", "", true],
  ["a.c", "abc", false],
])("the type pattern %j and %j: %s", (pattern, text, expected) => {
  expect(matchesText(pattern, text)).toBe(expected);
});

test("a hostile pattern costs no more than its length times the text's", () => {
  expect(matchesText(`${"*a".repeat(100)}b`, "a".repeat(5000))).toBe(false);
});
