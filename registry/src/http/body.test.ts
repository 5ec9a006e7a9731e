import { expect, test } from "vitest";
import { jsonBody } from "./body.ts";

const body = jsonBody<unknown>({
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: { name: { type: "string" }, size: { type: "integer", maximum: 9 } },
});
const read = (text: string) => body.read(Buffer.from(text), "application/json");

test("what the schema says comes through as it was sent", () => {
  expect(read('{"name":"x","size":5}')).toEqual({ name: "x", size: 5 });
});

test.each([
  ['{"name":"x","sise":5}', "FIELD_UNKNOWN", "/sise", 13],
  ['{"size":5}', "FIELD_MISSING", "", 1],
  ['{"name":5}', "FIELD_TYPE", "/name", 2],
  ['{"name":"x","size":"5"}', "FIELD_TYPE", "/size", 13],
  ['{"name":"x","size":10}', "FIELD_VALUE", "/size", 13],
  ['{"nmae":"x"}', "FIELD_UNKNOWN", "/nmae", 2],
])("%s is %s at its place", (text, code, pointer, column) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ code, params: expect.objectContaining({ pointer, line: 1, column }) }),
  );
});

test("all that is wrong is told, the likeliest cause first", () => {
  expect(() => read('{"nmae":5,"size":"x"}')).toThrow(
    expect.objectContaining({
      params: expect.objectContaining({
        findings: [
          expect.objectContaining({ code: "FIELD_UNKNOWN" }),
          expect.objectContaining({ code: "FIELD_MISSING" }),
          expect.objectContaining({ code: "FIELD_TYPE" }),
        ],
      }),
    }),
  );
});
