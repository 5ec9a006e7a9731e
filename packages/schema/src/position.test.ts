import { parseJsonDocument } from "@concordat/json";
import { expect, test } from "vitest";
import { textPlaceOf } from "./position.ts";

const texts = new Map([["https://example.com/a", parseJsonDocument('{\n  "properties": {"a": true}\n}')]]);

function placeOf(pointer: string) {
  const place = textPlaceOf({ document: "https://example.com/a", pointer }, texts);
  return place && [place.pointer, place.range.start.line, place.range.start.column];
}

test("a member is found at its name", () => {
  expect(placeOf("/properties/a")).toEqual(["/properties/a", 2, 18]);
});

test("a place that is not there leads to the nearest above it", () => {
  expect(placeOf("/properties/b/type")).toEqual(["/properties", 2, 3]);
  expect(placeOf("/required")).toEqual(["", 1, 1]);
});

test("a document without text has no places", () => {
  expect(textPlaceOf({ document: "https://example.com/b", pointer: "" }, texts)).toBeUndefined();
});
