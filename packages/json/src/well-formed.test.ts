import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.resetModules());

test.each(["with", "without"])("half a pair is found, %s a text that can tell by itself", async (how) => {
  const native = String.prototype.isWellFormed;
  if (how === "without") (String.prototype as { isWellFormed: unknown }).isWellFormed = undefined;
  const { isWellFormed } = await import("./well-formed.ts");
  String.prototype.isWellFormed = native;
  for (const text of ["", "a", "é", "\u{1f600}", "x\u{10ffff}y"]) expect(isWellFormed(text)).toBe(true);
  for (const text of ["\ud800", "a\udfffb", "\udc00\ud800", "\u{1f600}\ud83d"])
    expect(isWellFormed(text)).toBe(false);
});
