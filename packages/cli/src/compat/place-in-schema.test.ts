import { parseJsonDocument } from "@concordat/json";
import { anonymousUri } from "@concordat/schema";
import { expect, test } from "vitest";
import { placeInSchema, shownPlace } from "./place-in-schema.ts";

const own = {
  name: "new.json",
  file: "new.json",
  source: parseJsonDocument('{\n  "not": { "type": "null" }\n}'),
};
const documents = new Map([
  ["https://e.example/a", { file: "docs/a.json", source: parseJsonDocument('{\n\n  "items": true\n}') }],
]);
const placeAt = (document: string, pointer: string) => placeInSchema({ document, pointer }, own, documents);

test.each([
  [anonymousUri, "/not/type", "new.json:2:12"],
  [anonymousUri, "/not/maximum", "new.json:2:3"],
  ["https://e.example/a", "/items", "docs/a.json:3:3"],
])("%s#%s stands at %s", (document, pointer, place) => {
  expect(shownPlace(placeAt(document, pointer))).toBe(place);
});

test("the whole document is shown by its first character", () => {
  const { range } = placeAt(anonymousUri, "");

  expect(range).toEqual({
    start: { line: 1, column: 1, offset: 0 },
    end: { line: 1, column: 2, offset: 1 },
  });
});

test("a contract's own places bear its name, those of other documents do not", () => {
  const contract = { ...own, contract: "shop/order/placed/1.0.0" };

  expect(placeInSchema({ document: anonymousUri, pointer: "" }, contract, documents).contract).toBe(
    "shop/order/placed/1.0.0",
  );
  expect(
    placeInSchema({ document: "https://e.example/a", pointer: "" }, contract, documents),
  ).not.toHaveProperty("contract");
});
