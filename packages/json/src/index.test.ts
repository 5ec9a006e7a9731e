import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the main entry runs in a browser: nothing it imports needs Node", () => {
  const files = filesBehind(new URL("./index.ts", import.meta.url));

  expect([...files.keys()].filter((file) => /digest/.test(file))).toEqual([]);
  for (const [file, text] of files) {
    expect(text, file).not.toMatch(/"node:|\bprocess\./);
    // Only as a faster way where there happens to be one.
    if (/\bBuffer\b/.test(text)) expect(text, file).toContain('typeof Buffer === "undefined"');
  }
});

/** The file and all it imports from this package, by address. */
function filesBehind(entry: URL, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(entry.href)) return seen;
  const text = readFileSync(entry, "utf8");
  seen.set(entry.href, text);
  for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) filesBehind(new URL(path, entry), seen);
  return seen;
}
