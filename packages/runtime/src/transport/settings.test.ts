import { expect, test } from "vitest";
import { describeSettings } from "./settings.ts";

const settings = describeSettings("nats", {
  servers: { kind: "texts", about: "where it is", default: ["nats://127.0.0.1:4222"] },
  provision: { kind: "choice", of: ["check", "create"], about: "what it may create", default: "check" },
  timeoutMs: { kind: "whole", least: 1, about: "how long", default: 5_000 },
  "tls.ca": { kind: "text", about: "whom to trust" },
  token: { kind: "text", about: "who we are", isSecret: true },
});

test("what is not said has its default, and nests are read by their dotted names", () => {
  expect(settings.read({ tls: { ca: "ca.pem" } })).toEqual({
    servers: ["nats://127.0.0.1:4222"],
    provision: "check",
    timeoutMs: 5_000,
    "tls.ca": "ca.pem",
  });
});

test.each([
  [{ sever: ["x"] }, '"sever" of the transport "nats" is no setting of this transport'],
  [{ provision: "yes" }, 'is "yes", and has to be one of "check", "create"'],
  [{ timeoutMs: 0 }, "is 0, and has to be a whole number from 1 up"],
  [{ timeoutMs: "5s" }, 'is "5s", and has to be a whole number from 1 up'],
  [{ servers: [] }, "is [], and has to be a list of texts, one at least"],
  [{ tls: { cert: "x" } }, '"tls.cert" of the transport "nats" is no setting'],
  [JSON.parse('{ "__proto__": 1 }'), '"__proto__" of the transport'],
])("%j is refused", (given, message) => {
  expect(() => settings.read(given)).toThrow(
    expect.objectContaining({ code: "TRANSPORT_SETTING", message: expect.stringContaining(message) }),
  );
});

test("a secret is never said again", () => {
  expect(() => settings.read({ token: 12_345 })).toThrow(/^(?!.*12345)/);
});
