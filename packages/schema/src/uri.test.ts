import { expect, test } from "vitest";
import { decodeFragment, resolveUri, splitFragment } from "./uri.ts";

test.each([
  ["b.json", "https://example.com/x/a.json", "https://example.com/x/b.json"],
  ["../y/b.json", "https://example.com/x/a.json", "https://example.com/y/b.json"],
  ["/b", "https://example.com/x/a.json", "https://example.com/b"],
  ["?v=1", "https://example.com/x/a.json", "https://example.com/x/a.json?v=1"],
  ["//other.example/b", "https://example.com/x", "https://other.example/b"],
  ["", "https://example.com/x?q#f", "https://example.com/x?q"],
  ["HTTPS://Example.com:443/x", "https://a.example/", "https://example.com/x"],
  ["", "urn:example:a", "urn:example:a"],
  ["urn:example:b", "https://example.com/x", "urn:example:b"],
  ["urn:example:b", "urn:example:a?=op=1", "urn:example:b"],
  ["tag:example.com,2026:b", "https://example.com/x", "tag:example.com,2026:b"],
  ["b", "file:///folder/a", "file:///folder/b"],
])("%j against %j is %j", (reference, base, expected) => {
  expect(resolveUri(reference, base)).toBe(expected);
});

test.each([
  ["b.json", "urn:example:a"],
  ["//host/x", "urn:example:a"],
  ["https://[", "https://example.com/"],
])("%j against %j has no meaning", (reference, base) => {
  expect(resolveUri(reference, base)).toBeUndefined();
});

test("an empty fragment is told from none", () => {
  expect(splitFragment("a#")).toEqual({ uri: "a", fragment: "" });
  expect(splitFragment("a")).toEqual({ uri: "a", fragment: undefined });
  expect(splitFragment("a#b#c")).toEqual({ uri: "a", fragment: "b#c" });
});

test("a fragment is decoded once, and broken encoding is no fragment", () => {
  expect(decodeFragment("/a%20b/%25/c%7E1d")).toBe("/a b/%/c~1d");
  expect([decodeFragment("%zz"), decodeFragment("%"), decodeFragment("%ff")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
