import { expect, test } from "vitest";
import { identified } from "./identified.ts";

const uri = "asyncapi:/messages/paid/payload";

test("a schema gets its address, and its dialect where it is not the usual one", () => {
  expect(identified({ type: "object" }, uri, "2020-12")).toEqual({ $id: uri, type: "object" });
  expect(identified({ items: [{}] }, uri, "draft-07")).toEqual({
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: uri,
    items: [{}],
  });
  expect(identified({}, uri, "draft-04")).toMatchObject({ id: uri });
});

test("what it says itself stays", () => {
  const own = { $schema: "http://json-schema.org/draft-07/schema#", $id: "https://a.example/" };
  expect(identified(own, uri, "draft-07")).toEqual(own);
  expect(identified(true, uri, "draft-07")).toBe(true);
});
