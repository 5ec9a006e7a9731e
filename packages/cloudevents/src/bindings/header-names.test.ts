import { expect, test } from "vitest";
import { namesWith } from "./header-names.ts";

test("a name says the same whether it is new, remembered, or was pushed out by others", () => {
  const { readName } = namesWith("ce-");
  const read = () =>
    ["CE-Id", "ce-id", "Content-Type", "ce-data", "x-mine"].map((name) => {
      const { header, attribute, is } = readName(name);
      return [header, attribute, is];
    });
  const expected = [
    ["ce-id", "id", "attribute"],
    ["ce-id", "id", "attribute"],
    ["content-type", "datacontenttype", "content-type"],
    ["ce-data", "data", "data"],
    ["x-mine", "", "foreign"],
  ];

  expect(read()).toEqual(expected);
  expect(read()).toEqual(expected);
  for (let index = 0; index < 2000; index += 1) readName(`ce-flood${index}`);
  expect(read()).toEqual(expected);
});

test("a name that is long is read like any other", () => {
  const { readName, writeName } = namesWith("ce_");
  const long = "a".repeat(10_000);

  expect(readName(`ce_${long}`).attribute).toBe(long);
  expect(writeName(long)).toBe(`ce_${long}`);
});
