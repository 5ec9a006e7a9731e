import { expect, test } from "vitest";
import { isForeignOrigin } from "./foreign-origin.ts";

const post = (headers: Readonly<Record<string, string>>, publicHost?: string) =>
  isForeignOrigin(
    { method: "POST", headers } as unknown as Parameters<typeof isForeignOrigin>[0],
    publicHost,
  );

const known = { authorization: "Bearer x" };

test.each([
  ["a program, which names no origin", { host: "registry.test" }],
  ["a page of the registry itself", { host: "registry.test", origin: "https://registry.test", ...known }],
  ["the same in other letters", { host: "Registry.Test", origin: "https://registry.test", ...known }],
  [
    "a page of this machine, without credentials",
    { host: "localhost:8081", origin: "http://localhost:8081" },
  ],
  ["the same by address", { host: "127.0.0.1:8081", origin: "http://127.0.0.1:8081" }],
  ["the same by the other address", { host: "[::1]:8081", origin: "http://[::1]:8081" }],
])("%s is no stranger", (_what, headers) => {
  expect(post(headers)).toBe(false);
});

test.each([
  ["another site", { host: "localhost:8081", origin: "https://evil.test" }],
  ["another site, with credentials", { host: "registry.test", origin: "https://evil.test", ...known }],
  ["another port", { host: "localhost:8081", origin: "http://localhost:3000" }],
  ["a sandboxed frame", { host: "localhost:8081", origin: "null" }],
  ["nonsense", { host: "localhost:8081", origin: "://" }],
  ["a site whose name leads to this machine", { host: "evil.test:8081", origin: "http://evil.test:8081" }],
  ["a browser that says so without an origin", { host: "localhost:8081", "sec-fetch-site": "cross-site" }],
])("%s is a stranger", (_what, headers) => {
  expect(post(headers)).toBe(true);
});

test("behind a proxy the name that people see is the registry's", () => {
  const headers = { host: "10.0.0.5:8081", origin: "https://registry.example.com" };

  expect(post(headers)).toBe(true);
  expect(post(headers, "registry.example.com")).toBe(false);
});

test("reading is not asked where it comes from", () => {
  const request = { method: "GET", headers: { origin: "https://evil.test", host: "x" } };

  expect(isForeignOrigin(request as unknown as Parameters<typeof isForeignOrigin>[0], undefined)).toBe(false);
});
