import { expect, test } from "vitest";
import { negotiate } from "./negotiate.ts";

const offered = ["application/schema+json", "application/json"];

test.each([
  [undefined, "application/schema+json"],
  ["", "application/schema+json"],
  ["*/*", "application/schema+json"],
  ["application/json", "application/json"],
  ["Application/JSON; charset=utf-8", "application/json"],
  ["application/*", "application/schema+json"],
  ["application/json, */*;q=0.1", "application/json"],
  ["application/schema+json;q=0, */*", "application/json"],
  ["text/html, application/xhtml+xml, */*;q=0.8", "application/schema+json"],
])("Accept: %s gets %s", (accept, type) => {
  expect(negotiate(accept, offered)).toBe(type);
});

test.each([
  "text/html",
  "application/xml",
  "*/*;q=0",
  "application/json;q=0.000",
  "application/json;q=nonsense",
  ",",
])("Accept: %s is refused", (accept) => {
  expect(() => negotiate(accept, offered)).toThrow(
    expect.objectContaining({ code: "NOT_ACCEPTABLE", params: { accept, offered } }),
  );
});
