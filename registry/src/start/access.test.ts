import { expect, test } from "vitest";
import { decideAccess } from "./access.ts";

const strong = "b5o1qL7Zr3xW9vT2kYc8HdNf";

const decide = (settings: Partial<Parameters<typeof decideAccess>[0]>, hasTokens = false) =>
  decideAccess(
    {
      host: "0.0.0.0",
      insecure: false,
      anonymous: undefined,
      adminToken: undefined,
      readsPerSecond: undefined,
      writesPerSecond: undefined,
      ...settings,
    },
    { hasTokens },
  );

test.each(["127.0.0.1", "127.8.0.1", "::1", "localhost"])(
  "on %s everybody may do everything, as often as they like",
  (host) => {
    expect(decide({ host })).toEqual({
      anonymous: "admin",
      anonymousIsLocal: true,
      readsPerSecond: 0,
      writesPerSecond: 0,
    });
  },
);

test.each([
  ["a token in the store", { host: "127.0.0.1" }, true, "none"],
  ["a token in the settings, whatever it is", { host: "127.0.0.1", adminToken: "x" }, false, "none"],
  ["a role that is said", { host: "127.0.0.1", anonymous: "read" as const, adminToken: "x" }, false, "read"],
  ["beyond loopback, a token in the store", {}, true, "none"],
  ["beyond loopback, a token in the settings", { adminToken: strong }, false, "none"],
  ["beyond loopback, reading for everybody and nothing else", { anonymous: "read" as const }, false, "read"],
  ["beyond loopback, everything open on purpose", { insecure: true }, false, "admin"],
  ["an open door is not opened further by a token", { insecure: true }, true, "none"],
  [
    "beyond loopback, writing open on purpose",
    { insecure: true, anonymous: "write" as const },
    false,
    "write",
  ],
])("%s", (_what, settings, hasTokens, anonymous) => {
  expect(decide(settings, hasTokens).anonymous).toBe(anonymous);
});

test.each([
  ["0.0.0.0 without anything", {}, "AUTH_NOT_SET_UP"],
  ["all addresses of version 6", { host: "::" }, "AUTH_NOT_SET_UP"],
  ["a name that may lead anywhere", { host: "registry.example.com" }, "AUTH_NOT_SET_UP"],
  ["writing for everybody", { anonymous: "write" as const, adminToken: strong }, "OPEN_TO_EVERYBODY"],
  ["everything for everybody", { anonymous: "admin" as const, adminToken: strong }, "OPEN_TO_EVERYBODY"],
  ["a short admin token", { adminToken: "b5o1qL7Zr3xW9vT2kYc8HdN" }, "ADMIN_TOKEN_WEAK"],
  ["a well-known one", { adminToken: "changeme-changeme-changeme" }, "ADMIN_TOKEN_WEAK"],
  ["one letter after the other", { adminToken: "abababababababababababababab" }, "ADMIN_TOKEN_WEAK"],
  ["words with spaces", { adminToken: "correct horse battery staple" }, "ADMIN_TOKEN_WEAK"],
  ["a weak one although all is open", { adminToken: "admin", insecure: true }, "ADMIN_TOKEN_WEAK"],
])("%s is refused", (_what, settings, code) => {
  expect(() => decide(settings)).toThrow(expect.objectContaining({ code, kind: "usage" }));
});

test("the refusal does not repeat the token", () => {
  expect(() => decide({ adminToken: "hunter2" })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});

test("beyond loopback there are limits, and they can be lifted", () => {
  expect(decide({ adminToken: strong })).toMatchObject({ readsPerSecond: 5000, writesPerSecond: 200 });
  expect(decide({ adminToken: strong, readsPerSecond: 0, writesPerSecond: 7 })).toMatchObject({
    readsPerSecond: 0,
    writesPerSecond: 7,
  });
});
