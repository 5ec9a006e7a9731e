import { expect, test } from "vitest";
import { irregularIn } from "./irregular.ts";
import { parsePattern } from "./parse-pattern.ts";

test.each([
  ["^a{74998}", true],
  ["^a{74998}$", true],
  ["^a{74998}b$", false],
  ["(?:^a{74997}|)", true],
  ["(?:^a{74997}|)$", false],
  ["(^a{74997}|)", true],
  ["(^a{74997}|)$", false],
  ["^(?=a{74997})$", true],
  ["^(?=a{74997})b$", false],
  ["(?:a{1,300}){1,248}b", true],
  ["(?:a{1,300}){1,249}b", false],
  ["(?:a{300,}){246,}", true],
  ["(?:a{300,}){247,}", false],
])("what is written out in 150,000 parts is read, and no more: %s %s", (pattern, isRead) => {
  expect(reasonOf(pattern, "loosely")).toBe(isRead ? undefined : "its counts multiply to too many states");
});

test("a thousand characters are told apart, however often each is named, and a class counts as one", () => {
  const letters = String.fromCodePoint(...Array.from({ length: 1000 }, (_, index) => 0x4e00 + index));
  const tooMany = "it names more than 1000 characters";

  expect(reasonOf(letters)).toBeUndefined();
  expect(reasonOf(letters + letters)).toBeUndefined();
  expect(reasonOf(`${letters}a`)).toBe(tooMany);
  expect(reasonOf(`${letters}\\d`)).toBeUndefined();
  expect(reasonOf(`${letters}[${letters.slice(0, 1)}]`)).toBe(tooMany);
});

test("the first reason is told, and none of them where it does no harm", () => {
  expect(reasonOf("(?!a)b(?=c)")).toBe("(?!a) looks around in the middle of the pattern");
  expect(reasonOf("(a)\\1(?<=c)")).toBe("\\1 refers back to what a group has matched");
  expect(reasonOf("(?<=c)(?i:b)")).toBe("(?<=c) looks around in the middle of the pattern");
  expect(reasonOf("^\\b(?:a)$")).toBeUndefined();
  expect(reasonOf("(?!a)(b)\\1(?<=c)", "loosely")).toBeUndefined();
  expect(reasonOf("(?!a)(?i:b)", "loosely")).toBe("(?i:b) changes the flags");
});

function reasonOf(pattern: string, reading: "exactly" | "loosely" = "exactly"): string | undefined {
  const tree = parsePattern(pattern);
  if ("reason" in tree) throw new TypeError(tree.reason);
  return irregularIn(tree.alternatives, reading);
}
