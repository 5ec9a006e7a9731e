import { expect, test } from "vitest";
import { repository } from "../testing/snapshots.ts";
import { readSettings } from "./settings.ts";

test("without settings it serves this repository on the loopback address", () => {
  expect(readSettings({ PORT: "" })).toEqual({
    host: "127.0.0.1",
    port: 8081,
    project: repository,
    logLevel: "info",
  });
});

test("the environment says otherwise", () => {
  const environment = { HOST: "0.0.0.0", PORT: "0", CONCORDAT_PROJECT: "/srv/contracts", LOG_LEVEL: "warn" };

  expect(readSettings(environment)).toEqual({
    host: "0.0.0.0",
    port: 0,
    project: "/srv/contracts",
    logLevel: "warn",
  });
});

test.each(["x", "-1", "65536", "80.5", "0x50", " 80", "1e3"])("PORT=%s is refused", (PORT) => {
  expect(() => readSettings({ PORT })).toThrow(expect.objectContaining({ code: "PORT_INVALID" }));
});

test("a log level that does not exist is refused", () => {
  expect(() => readSettings({ LOG_LEVEL: "loud" })).toThrow(
    expect.objectContaining({ code: "LOG_LEVEL_INVALID" }),
  );
});
